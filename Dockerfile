# The service alone; its PostgreSQL stands beside it (docker-compose.yml).
# On a closed network name your own image and package mirror:
#   docker build --build-arg NODE_IMAGE=… --build-arg NPM_REGISTRY=… .
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
ARG NPM_REGISTRY=""
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY clients/typescript/package.json clients/typescript/
RUN if [ -n "$NPM_REGISTRY" ]; then export npm_config_registry="$NPM_REGISTRY"; fi; npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY scripts ./scripts
COPY prisma ./prisma
COPY src ./src
COPY clients ./clients
COPY console ./console
# Optional packages are the embedded PostgreSQL, for machines without a server, and Prisma's own command, which its
# client names as a peer. Of the client's query compilers only PostgreSQL's is ever read; the others are 50 MB. Of the
# font two weights in one format are read; the others are 60 MB.
RUN npm run build \
  && npm prune --omit=dev --omit=optional --omit=peer --no-audit --no-fund \
  && find node_modules/@prisma/client/runtime -name '*wasm-base64*' ! -name '*.postgresql.*' -delete \
  && find node_modules/@fontsource/noto-sans-sc/files -type f ! -name '*-[47]00-normal.woff' -delete

FROM ${NODE_IMAGE} AS service
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/dist ./dist
# The files belong to root, so the service can read its own law and code but not change them. Only what is uploaded has a place
# to be written, should the container's files be read-only.
RUN install --directory --owner=node --group=node --mode=0700 /spool
VOLUME /spool
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
