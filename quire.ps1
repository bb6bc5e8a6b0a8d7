# Starts Quire from a checkout on Windows; the same as `quire` for bash. The first start makes .venv and installs the pinned
# dependencies. `.\quire.ps1` opens the window, `.\quire.ps1 test` runs the tests, all else goes to `quire`.
# Another Python: $env:QUIRE_PYTHON = 'C:\path\to\python.exe'
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$venv = Join-Path $root '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
$log = Join-Path $venv 'install.log'

function Stop-With([string]$message, [string]$hint) {
    [Console]::Error.WriteLine("quire: $message")
    if ($hint) { [Console]::Error.WriteLine("  $hint") }
    exit 1
}

# --- Python ---------------------------------------------------------------------------------------------------------------

function Test-Fits([string[]]$command) {
    try {
        $rest = @($command | Select-Object -Skip 1) + @('-c', 'import sys; sys.exit(not (3, 11) <= sys.version_info < (4,))')
        & $command[0] @rest 2>$null | Out-Null
        return $LASTEXITCODE -eq 0
    } catch { return $false }
}

function Find-Python {
    $candidates = @()
    if ($env:QUIRE_PYTHON) { $candidates += , @($env:QUIRE_PYTHON) }
    foreach ($version in '3.13', '3.12', '3.11') { $candidates += , @('py', "-$version") }
    $candidates += , @('python3')
    $candidates += , @('python')
    foreach ($candidate in $candidates) {
        if (Test-Fits $candidate) { return , $candidate }
    }
    Stop-With 'no Python 3.11 or newer was found.' 'Install one from python.org, or set QUIRE_PYTHON.'
}

# --- the environment ------------------------------------------------------------------------------------------------------

# A stamp says what is installed and where. It is written last, so that an interrupted installation is taken up again.
function Get-Stamp([string[]]$locks) {
    $hashes = @('pyproject.toml') + $locks | ForEach-Object { (Get-FileHash (Join-Path $root $_) -Algorithm SHA256).Hash }
    return (@($root) + $hashes) -join "`n"
}

function Test-Stands([string]$file, [string]$stamp) {
    return (Test-Path $python) -and (Test-Path $file) -and ((Get-Content $file -Raw).Trim() -eq $stamp)
}

# A package that was being unpacked when the power went looks installed to pip; INSTALLER is what pip writes last.
function Remove-HalfInstalled {
    $packages = Join-Path $venv 'Lib\site-packages'
    if (-not (Test-Path $packages)) { return }
    Get-ChildItem $packages -Directory -Filter '*.dist-info' |
        Where-Object { -not (Test-Path (Join-Path $_.FullName 'INSTALLER')) } |
        Remove-Item -Recurse -Force
}

function Install-Lock([string]$lock) {
    Remove-HalfInstalled
    $path = Join-Path $root $lock
    $total = @(Get-Content $path | Where-Object { $_ -match '^[a-z]' }).Count
    $count = 0
    & $python -m pip install --no-deps --prefer-binary --disable-pip-version-check --no-input --progress-bar off -r $path 2>&1 |
        ForEach-Object {
            Add-Content $log "$_"
            if ("$_" -match '^(Collecting|Processing|Requirement already satisfied:) (\S+)') {
                $count++
                Write-Progress -Activity 'Installing the dependencies' -Status $Matches[2] -PercentComplete ([Math]::Min(100, 100 * $count / $total))
            }
        }
    Write-Progress -Activity 'Installing the dependencies' -Completed
    if ($LASTEXITCODE -ne 0) {
        Stop-With "installing the dependencies failed; the whole log is $log" `
            'Check the network and the disk space, then start again: it goes on where it stopped.'
    }
}

function Install-Quire([string]$stamp) {
    $maker = Find-Python
    Write-Host "Setting up Quire in $venv (once; 1.3 GB on disk)."
    $stampFile = Join-Path $venv '.stamp'
    $moved = (Test-Path $stampFile) -and ((Get-Content $stampFile -TotalCount 1) -ne $root)
    $usable = (Test-Path $python) -and (Test-Fits @($python))
    if ($usable) {
        & $python -m pip --version 2>$null | Out-Null
        $usable = $LASTEXITCODE -eq 0
    }
    if ($moved -or -not $usable) {
        $rest = @($maker | Select-Object -Skip 1) + @('-m', 'venv', '--clear', $venv)
        & $maker[0] @rest
        if ($LASTEXITCODE -ne 0) { Stop-With 'the environment could not be made.' "Is $root writable, and the disk not full?" }
    }
    Set-Content $log ''
    Install-Lock 'requirements.lock'
    Write-Host 'Installing Quire itself.'
    & $python -m pip install --no-deps --disable-pip-version-check --no-input --quiet -e $root 2>&1 | Add-Content $log
    if ($LASTEXITCODE -ne 0) { Stop-With "installing Quire failed; the whole log is $log" 'Check the network, then start again.' }
    Set-Content $stampFile $stamp
    Write-Host 'Ready.'
}

function Invoke-Tests([string[]]$words) {
    $stampFile = Join-Path $venv '.stamp-dev'
    $more = @('requirements-dev.lock', 'requirements-llama.lock', 'requirements-open-clip.lock')
    $stamp = Get-Stamp @(@('requirements.lock') + $more)
    if (-not (Test-Stands $stampFile $stamp)) {
        foreach ($lock in $more) { Install-Lock $lock }
        Set-Content $stampFile $stamp
    }
    Set-Location $root
    $env:QT_QPA_PLATFORM = 'offscreen'
    $failed = 0
    foreach ($step in @('ruff', 'check', '.'), @('mypy'), @('lint-imports', '--no-logo')) {
        Write-Host "== $($step[0])"
        $rest = @($step | Select-Object -Skip 1)
        & (Join-Path $venv "Scripts\$($step[0]).exe") @rest
        if ($LASTEXITCODE -ne 0) { $failed = 1 }
    }
    Write-Host '== pytest'
    & $python -m pytest @words
    if ($LASTEXITCODE -ne 0) { $failed = 1 }
    exit $failed
}

# --- start ----------------------------------------------------------------------------------------------------------------

$stamp = Get-Stamp @('requirements.lock')
if (-not (Test-Stands (Join-Path $venv '.stamp') $stamp)) { Install-Quire $stamp }
if ($args.Count -gt 0 -and $args[0] -eq 'test') { Invoke-Tests @($args | Select-Object -Skip 1) }
$words = if ($args.Count -gt 0) { $args } else { @('gui') }
& (Join-Path $venv 'Scripts\quire.exe') @words
exit $LASTEXITCODE
