@echo off
rem Installs perfeval-xl for the current user; everything is done by setup\run.cmd.
if not exist "%~dp0setup\run.cmd" goto incomplete
"%~dp0setup\run.cmd" install %*

:incomplete
echo This folder is incomplete. Please unzip all of it first, then run the file again.
pause
exit /b 1
