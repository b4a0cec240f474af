@echo off
rem Finds a Python that suits and hands over to setup.py beside this file; at the end of "uninstall" removes the
rem folders that were in use until then. ASCII only: what it has to say in Chinese, Python says. See setup.py.
rem No parentheses around paths, no delayed expansion: a folder may be called  R&D (2024)!
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "PY="
set "PYARG="
rem The launcher must not go and fetch a Python from the internet.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="

if not exist "%HERE%setup.py" goto incomplete
call :try "%HERE%..\python\python.exe"
if defined PY goto found
rem What is installed can take itself off, but it cannot replace itself.
if not "%~1"=="uninstall" goto launcher
call :try "%LOCALAPPDATA%\perfeval-xl\runtime\python.exe"
if not defined PY call :try "%LOCALAPPDATA%\perfeval-xl\runtime\Scripts\python.exe"
if defined PY goto found
:launcher
for %%V in (3.15 3.14 3.13 3.12 3.11) do if not defined PY call :trylauncher -%%V
if defined PY goto found
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*" "%LOCALAPPDATA%\Python\pythoncore-3*" "%ProgramFiles%\Python3*") do if not defined PY call :try "%%~D\python.exe"
if defined PY goto found
for %%P in (python.exe) do if not "%%~$PATH:P"=="" call :try "%%~$PATH:P"
if defined PY goto found

if "%~2"=="" start "" notepad.exe "%HERE%no-python.txt"
exit /b 3

:found
"%PY%" %PYARG% "%HERE%setup.py" %*
set "CODE=%ERRORLEVEL%"
rem Whoever double-clicked wants to read; whoever gives options is a program.
if "%~2"=="" pause
if not "%~1"=="uninstall" exit /b %CODE%
if not "%CODE%"=="0" exit /b %CODE%
if not defined LOCALAPPDATA exit /b 0
cd /d "%SystemRoot%"
rem One line, because this very file may be among what goes.
rmdir /s /q "%LOCALAPPDATA%\perfeval-xl\runtime" 2>nul & rmdir /s /q "%LOCALAPPDATA%\perfeval-xl\setup" 2>nul & rmdir "%LOCALAPPDATA%\perfeval-xl" 2>nul & exit 0

:try
if not exist "%~1" exit /b 1
"%~1" "%HERE%setup.py" suits >nul 2>nul
if not "%ERRORLEVEL%"=="0" exit /b 1
set "PY=%~1"
exit /b 0

:trylauncher
py %1 "%HERE%setup.py" suits >nul 2>nul
if not "%ERRORLEVEL%"=="0" exit /b 1
set "PY=py"
set "PYARG=%1"
exit /b 0

:incomplete
echo This folder is incomplete. Please unzip all of it first, then run the file again.
pause
exit /b 1
