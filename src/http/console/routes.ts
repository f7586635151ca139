import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { App } from '../server/wire.ts'

/** Where the built page says the nonce of its styles; vite.config.ts of the console names it too. */
const noncePlace = '__STYLE_NONCE__'
/** Where it says what the button of the other sign-in is called; empty where there is none. */
const providerPlace = '__SIGN_IN_PROVIDER__'
const yearSeconds = 31_536_000

/**
 * The styles of the components are made in the browser, as they are needed, and so carry the nonce of the page; scripts,
 * which come from files of ours alone, have none.
 */
const consolePolicy = (nonce: string) =>
  `default-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Serves the console's page, and its scripts and styles, from the folder that the build made. The page reads and changes everything through /v1. */
export async function consoleRoutes(app: App, folder: string, provider = ''): Promise<void> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll(providerPlace, escaped(provider))
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/console/assets/',
    // Other static files of the service have the decorators.
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: yearSeconds * 1000,
  })
  const show = (_: unknown, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', consolePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlace, nonce))
  }
  app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/console'))
  app.get('/console', { schema: { hide: true } }, show)
  app.get('/console/*', { schema: { hide: true } }, show)
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For an attribute of the page. */
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? '')
