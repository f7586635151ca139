import { buildApp } from '../src/app.ts'
import type { Service } from '../src/application/service.ts'
import { problemsMarkdown } from '../src/http/problems/page.ts'

/** The routes are described without being called, so a service that is touched is a mistake. */
const untouched = new Proxy({} as Service, {
  get: (_, name) => {
    throw new Error(`describing the routes asked the service for ${String(name)}`)
  },
})

/** Pages that are made from the code, by their path in the project. */
export async function documents(): Promise<Record<string, string>> {
  const app = await buildApp({ service: untouched })
  try {
    await app.ready()
    return {
      'openapi/openapi.json': `${JSON.stringify(app.swagger(), null, 2)}\n`,
      'docs/errors.md': problemsMarkdown(),
    }
  } finally {
    await app.close()
  }
}
