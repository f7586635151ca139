import { defineConfig } from 'prisma/config'

/** Read by Prisma's own commands only; the service takes its address from src/config.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
