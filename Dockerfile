# Three images from one file: api (the last, so the default), worker, and migrate, which brings the tables up to date and ends.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# Before the sources: packages change less often than they do.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node tools/bootstrap.mjs

# What runs in production. The package "node" is a development package: the image brings its own. What is optional goes too:
# it is the Prisma CLI, which the client would have beside it, and shortcuts in native code.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:24-bookworm-slim AS migrate
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY package.json prisma.config.ts ./
COPY prisma ./prisma
COPY tools ./tools
# Prisma's native engine wants OpenSSL, which this base has not; ours wants nothing.
ENV PRISMA_SCHEMA_ENGINE_BINARY=/app/tools/schema-engine.mjs
USER node
CMD ["node", "tools/prisma.mjs", "migrate", "deploy"]

FROM node:24-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist/libs ./dist/libs
# The command line is in every image: `docker compose run --rm api node dist/apps/cli/src/main.js --help`.
COPY --from=build /app/dist/apps/cli ./dist/apps/cli
USER node

FROM runtime AS worker
COPY --from=build /app/dist/apps/worker ./dist/apps/worker
# It listens to nothing that could be asked. It ends when it cannot go on, and is started again.
HEALTHCHECK NONE
CMD ["node", "--enable-source-maps", "dist/apps/worker/src/main.js"]

FROM runtime AS api
COPY --from=build /app/dist/apps/api ./dist/apps/api
COPY --from=build /app/dist/ui ./dist/ui
EXPOSE 3000
# Alive, not ready: a database that is away is no reason to start the API again.
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
