@echo off
rem Runs the command line of dl4j-brsgd; builds it first where it is not built or older than its sources.
rem Without delayed expansion: it would take exclamation marks out of paths and arguments.
setlocal DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

rem Benchmarks are no part of the command line, so that nobody who uses it needs them.
set "module=dl4j-brsgd-cli"
set "main=io.github.brsgd.cli.Brsgd"
set "modules=dl4j-brsgd-core,dl4j-brsgd-sweep,dl4j-brsgd-cli"
set arguments=%*
set "commit="
if not "%~1"=="bench" goto chosen
set "module=dl4j-brsgd-benchmarks"
set "main=io.github.brsgd.benchmarks.suite.Bench"
set "modules=%modules%,dl4j-brsgd-benchmarks"
set arguments=%arguments:*bench=%
for /f "delims=" %%c in ('git -C "%root%" describe --always --dirty 2^>nul') do set "commit=%%c"
:chosen
set "target=%root%\%module%\target"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME (
  if not exist "%java%" goto nojava
) else (
  where java >nul 2>nul || goto nojava
)

rem PowerShell reads these variables from the environment, where no character of a path means anything.
set "newest=$jar = Get-ChildItem -LiteralPath $env:target -Filter ($env:module + '-*.jar') -ErrorAction SilentlyContinue | Where-Object { $_.Name -notmatch '-(sources|javadoc)[.]jar$' } | Sort-Object LastWriteTime | Select-Object -Last 1;"
set "stamped=$stamp = Get-Item -LiteralPath ($env:target + '\launcher.stamp') -ErrorAction SilentlyContinue; $list = $env:target + '\classpath.txt'; if (-not $jar -or -not $stamp -or -not (Test-Path -LiteralPath $list)) { exit 1 };"
set "whole=if ((Get-Content -LiteralPath $list -Raw).Trim().Split(';') | Where-Object { -not (Test-Path -LiteralPath $_) }) { exit 1 };"
set "fresh=$sources = @($env:root + '\pom.xml') + ($env:modules.Split(',') | ForEach-Object { ($env:root + '\' + $_ + '\pom.xml'), ($env:root + '\' + $_ + '\src\main') }); if (Get-ChildItem -LiteralPath $sources -Recurse | Where-Object { $_.LastWriteTime -gt $stamp.LastWriteTime } | Select-Object -First 1) { exit 1 }"
powershell -NoProfile -Command "%newest% %stamped% %whole% %fresh%"
if not errorlevel 1 goto built

where mvn >nul 2>nul || goto nomaven
echo brsgd: building with Maven (the first time it downloads about 200 MB, later it takes seconds) ... 1>&2
rem The stamp is as old as the start of the build: a source changed meanwhile is built next time.
set "start=%root%\%module%\.launcher.%RANDOM%%RANDOM%"
echo started> "%start%"
pushd "%root%"
call mvn -B -q -DskipTests -Djacoco.skip=true -pl %module% -am package 1>&2
if errorlevel 1 goto failed
popd
move /y "%start%" "%target%\launcher.stamp" >nul
:built

rem The class path is longer than a command line may be: it goes through a file, in which backslashes escape.
set "options=%TEMP%\brsgd-%RANDOM%%RANDOM%.options"
set "write=$path = $jar.FullName + ';' + (Get-Content -LiteralPath ($env:target + '\classpath.txt') -Raw).Trim(); if ($env:BRSGD_CLASSPATH) { $path += ';' + $env:BRSGD_CLASSPATH }; $quote = [string][char]34; Set-Content -LiteralPath $env:options -Encoding Default -Value ('-cp ' + $quote + $path.Replace('\', '/') + $quote);"
set "terminal=true"
powershell -NoProfile -Command "%newest% %write% if ([Console]::IsErrorRedirected) { exit 1 }"
if errorlevel 1 set "terminal=false"

rem Worker threads compute; OpenMP threads on top of them only get in each other's way.
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
"%java%" -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -XX:+UseParallelGC -Xshare:auto -Djava.awt.headless=true "-Dbrsgd.home=%root%" -Dbrsgd.terminal=%terminal% "-Dbrsgd.commit=%commit%" "@%options%" %main% %arguments%
set "code=%errorlevel%"
del "%options%" 2>nul
exit /b %code%

:failed
popd
del "%start%" 2>nul
echo brsgd: the build failed; "mvn -pl %module% -am package" shows all of it 1>&2
exit /b 1

:nojava
echo brsgd: no java found; install JDK 17 or later, or set JAVA_HOME 1>&2
exit /b 1

:nomaven
echo brsgd: no Maven found; install Maven 3.8 or later and put mvn on the PATH 1>&2
exit /b 1
