; Inno Setup 6: the Windows installer. Run by installer\build.ps1; never run by its authors, who have no Windows machine.
; Per user by default: no administrator is asked for. An open Quire is closed first (AppMutex, CloseApplications).
#ifndef Version
  #error "call installer\build.ps1, which says /DVersion=…"
#endif

[Setup]
AppId={{6C1F2C5E-8C1B-4E0B-9B0A-2C7E6B1D5A41}
AppName=Quire
AppVersion={#Version}
AppPublisher=The Quire team
DefaultDirName={autopf}\Quire
DefaultGroupName=Quire
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\build\packages
OutputBaseFilename=Quire-{#Version}-setup
SetupIconFile=..\..\build\quire.ico
UninstallDisplayIcon={app}\quire-window.exe
Compression=lzma2/max
SolidCompression=yes
CloseApplications=yes
ChangesAssociations=yes
WizardStyle=modern
#ifdef SignTool
SignTool={#SignTool}
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\build\frozen\quire\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; What an older version had and this one has not must not be found by the new one.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Quire"; Filename: "{app}\quire-window.exe"
Name: "{autodesktop}\Quire"; Filename: "{app}\quire-window.exe"; Tasks: desktopicon

[Registry]
; "Open with Quire" beside the reader the person already uses; never the default.
Root: HKA; Subkey: "Software\Classes\Applications\quire-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\quire-window.exe"" gui ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.pdf\OpenWithList\quire-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.epub\OpenWithList\quire-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.png\OpenWithList\quire-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.jpg\OpenWithList\quire-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.tif\OpenWithList\quire-window.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.webp\OpenWithList\quire-window.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\quire-window.exe"; Description: "{cm:LaunchProgram,Quire}"; Flags: nowait postinstall skipifsilent
