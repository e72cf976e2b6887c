@echo off
rem Not tested here: written with care for Windows 10 1809 or later with Python 3.11 to 3.13 from python.org.
rem   run.cmd            the window
rem   run.cmd COMMAND ...  the command line: run.cmd --help
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
if not defined KZZQ_LOCK set "KZZQ_LOCK=requirements.lock"

set "STAMP=.venv\installed_%KZZQ_LOCK%"
if exist "%STAMP%" fc /b "%STAMP%" "%KZZQ_LOCK%" >nul 2>nul && goto :start

set "PYTHON="
for %%V in (3.13 3.12 3.11) do (
    if not defined PYTHON py -%%V -c "" >nul 2>nul && set "PYTHON=py -%%V"
)
if not defined PYTHON (
    python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))" >nul 2>nul && set "PYTHON=python"
)
if not defined PYTHON (
    echo Python 3.11 to 3.13 is needed: install it from python.org, 64-bit, with the launcher "py".
    exit /b 1
)
if not exist .venv\Scripts\python.exe (
    echo Making .venv
    %PYTHON% -m venv .venv || exit /b 1
)
echo Installing the packages of %KZZQ_LOCK%
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --require-hashes -r "%KZZQ_LOCK%" || exit /b 1
copy /y "%KZZQ_LOCK%" "%STAMP%" >nul

:start
if defined KZZQ_ONLY_SET_UP exit /b 0
.venv\Scripts\python.exe -m kzzq_desktop %*
exit /b %ERRORLEVEL%
