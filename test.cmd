@echo off
rem Not tested here. Sets everything up and runs the tests; arguments go to pytest: test.cmd tests\store -k undo
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "KZZQ_LOCK=requirements-dev.lock"
set "KZZQ_ONLY_SET_UP=1"
call run.cmd || exit /b 1
if not defined QT_QPA_PLATFORM set "QT_QPA_PLATFORM=offscreen"
.venv\Scripts\python.exe -m pytest %*
exit /b %ERRORLEVEL%
