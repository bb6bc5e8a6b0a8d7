# Builds the Windows installer from a checkout:  powershell -ExecutionPolicy Bypass -File installer\build.ps1
# Needs Python 3.11+, Visual Studio Build Tools (C++), cmake and Inno Setup 6 (iscc on the PATH).
# Signing: set QUIRE_SIGNTOOL to a sign tool line as Inno Setup understands it. Never run by its authors: they have no Windows.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$build = Join-Path $root 'build'
$venv = Join-Path $build 'venv'
$python = Join-Path $venv 'Scripts\python.exe'

function Invoke-Checked([string]$program) {
    & $program @args
    if ($LASTEXITCODE -ne 0) { throw "$program $args failed ($LASTEXITCODE)" }
}

if (-not (Test-Path $python)) { Invoke-Checked python -m venv $venv }
$pip = @('-m', 'pip', 'install', '--quiet', '--no-deps', '--prefer-binary', '--disable-pip-version-check', '--no-input')
Invoke-Checked $python @pip -r "$root\requirements.lock" -r "$root\installer\requirements-build.lock"

$llama = (Select-String -Path "$root\requirements-llama.lock" -Pattern '^llama-cpp-python==(.+)$').Matches[0].Groups[1].Value
if (-not (Test-Path "$build\wheels\llama_cpp_python-$llama-*.whl")) {
    $env:CMAKE_ARGS = '-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON'
    Invoke-Checked $python -m pip wheel --quiet --no-deps --no-cache-dir --no-binary llama-cpp-python `
        --wheel-dir "$build\wheels" "llama-cpp-python==$llama"
}
$rest = Join-Path $build 'llama-rest.lock'
Get-Content "$root\requirements-llama.lock" | Where-Object { $_ -notmatch '^llama-cpp-python' } | Set-Content $rest
Invoke-Checked $python @pip -r $rest (Get-Item "$build\wheels\llama_cpp_python-$llama-*.whl").FullName

Invoke-Checked $python "$root\installer\icons.py" "$build\quire.ico"
$env:PYTHONPATH = "$root\app"
Invoke-Checked $python -m PyInstaller --noconfirm --log-level WARN --distpath "$build\frozen" --workpath "$build\work" `
    "$root\installer\freeze\quire.spec"
Invoke-Checked $python "$root\installer\notices.py" "$build\frozen\quire"
Invoke-Checked $python "$root\installer\sizes.py" "$build\frozen\quire"
Invoke-Checked "$build\frozen\quire\quire.exe" self-check

$version = (Select-String -Path "$root\app\quire\__init__.py" -Pattern '__version__ = "(.+)"').Matches[0].Groups[1].Value
$options = @("/DVersion=$version")
if ($env:QUIRE_SIGNTOOL) { $options += "/Squire=$env:QUIRE_SIGNTOOL", '/DSignTool=quire' }
Invoke-Checked iscc @options "$root\installer\windows\quire.iss"
