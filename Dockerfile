# syntax=docker/dockerfile:1
# docker build --tag nexuscrm .        A portable build on the ASP.NET runtime, as an ordinary user, with a database elsewhere (compose.yaml).

FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# Packages first: this layer is rebuilt only when a project or lock file changes.
COPY global.json nuget.config Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt ./
COPY src/Domain/Domain.csproj src/Domain/packages.lock.json src/Domain/
COPY src/Application/Application.csproj src/Application/packages.lock.json src/Application/
COPY src/Infrastructure/Infrastructure.csproj src/Infrastructure/packages.lock.json src/Infrastructure/
COPY src/WebUI/WebUI.csproj src/WebUI/packages.lock.json src/WebUI/
COPY src/WebUI/build src/WebUI/build
RUN dotnet restore src/WebUI --locked-mode

# The client's packages likewise.
COPY src/WebUI/Client/package.json src/WebUI/Client/package-lock.json src/WebUI/Client/
RUN cd src/WebUI/Client && npm ci --no-audit --no-fund --loglevel=error

COPY .editorconfig ./
COPY src src
RUN touch src/WebUI/Client/node_modules/.package-lock.json \
 && dotnet publish src/WebUI --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
WORKDIR /app
COPY --from=build /app .
RUN mkdir data && chown "$APP_UID" data
USER $APP_UID
VOLUME /app/data
EXPOSE 8080
# The image has neither curl nor wget; bash speaks enough HTTP.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["dotnet", "NexusCrm.WebUI.dll"]
