import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { now, type TestApp, testApp } from '../database/test-app.ts'
import { signedIn } from '../people/operators.ts'
import { builtConsole } from './built.ts'

const defaultPlaces = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** Where the browser of the tests is: `CHROMIUM` names it, else it is looked for; null where there is none. */
export const browserPath: string | null =
  [process.env.CHROMIUM ?? '', ...defaultPlaces].find((path) => path !== '' && existsSync(path)) ?? null

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What these offices have. */
const viewport = { width: 1366, height: 768 }

export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  /** Goes to a page of the console. */
  readonly open: (path: string) => Promise<void>
  /** Says that this answer of the service is part of the test; any other refusal is a fault. */
  readonly expectStatus: (status: number) => void
  /** Nothing that axe-core knows of is wrong with what is shown now, and its picture is kept where one asks for it. */
  readonly looksRight: (name: string) => Promise<void>
}

export interface Console {
  readonly it: TestApp
  readonly base: () => string
  /** A new browser of its own, in which nobody is signed in. */
  readonly visit: (language?: 'zh' | 'en') => Promise<Watched>
  /** The same, with a person of these posts signed in. */
  readonly visitAs: (
    asked: Parameters<typeof signedIn>[1],
    language?: 'zh' | 'en',
  ) => Promise<Watched & { readonly username: string }>
}

/** The service with its console, and a browser beside it. Call it at the top of a file. After each test nothing may have gone wrong in any page. */
export async function consoleInBrowser(): Promise<Console> {
  const folder = await builtConsole()
  const it = testApp({ consoleFolder: folder })
  let browser: Browser | undefined
  let base = ''
  const open: { readonly context: BrowserContext; readonly faults: string[] }[] = []
  beforeAll(async () => {
    base = await it.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await chromium.launch({
      executablePath: browserPath ?? '',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--lang=zh-CN'],
    })
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const ended = open.splice(0)
    for (const { context } of ended) await context.close()
    expect(ended.flatMap(({ faults }) => faults)).toEqual([])
  })
  const visit = async (language: 'zh' | 'en' = 'zh') => {
    if (!browser) throw new Error('the browser is there before the tests of a file begin')
    const context = await browser.newContext({ viewport, baseURL: base, timezoneId: 'Asia/Shanghai', locale: 'zh-CN' })
    await context.addInitScript(
      `localStorage.setItem('yizhan.language', localStorage.getItem('yizhan.language') ?? '${language}')`,
    )
    // Below that of a test, so that it is told what was waited for.
    context.setDefaultTimeout(60_000)
    // The day of the service is that of the browser too.
    await context.clock.setFixedTime(now)
    const page = await context.newPage()
    const faults: string[] = []
    open.push({ context, faults })
    return watch(context, page, base, faults)
  }
  const visitAs: Console['visitAs'] = async (asked, language) => {
    const { username, password } = await signedIn(it, asked)
    const watched = await visit(language)
    await watched.open('/console')
    await signInAt(watched.page, username, password)
    await watched.page.getByRole('navigation').first().waitFor()
    return { ...watched, username }
  }
  return { it, base: () => base, visit, visitAs }
}

export async function signInAt(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel(/^(用户名|User name)$/).fill(username)
  await page.getByLabel(/^(密码|Password)$/).fill(password)
  await page.getByRole('button', { name: /^(登 ?录|Sign in)$/ }).click()
}

function watch(context: BrowserContext, page: Page, base: string, faults: string[]): Watched {
  const expected: number[] = []
  const isExpected = (text: string) => expected.some((status) => text.includes(`status of ${status}`))
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    const isFault = message.type() === 'error' || message.type() === 'warning'
    if (isFault && !isExpected(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
      faults.push(`elsewhere: ${request.url()}`)
  })
  page.on('response', (response) => {
    const status = response.status()
    if (status >= 400 && !expected.includes(status)) faults.push(`${status}: ${response.url()}`)
  })
  return {
    page,
    context,
    open: async (path) => {
      await page.goto(`${base}${path}`)
    },
    expectStatus: (status) => expected.push(status),
    looksRight: async (name) => {
      await page.waitForLoadState('networkidle')
      // A link within the page begins no load that the browser would tell of.
      await expect.poll(() => page.locator('.ant-skeleton, .ant-spin-spinning').count(), { timeout: 60_000 }).toBe(0)
      await keepPicture(page, name)
      expect(await violations(page)).toEqual([])
    },
  }
}

/** `SCREENSHOTS` names a folder for pictures of each page, to be looked at and for docs/console.md. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true })
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations: found } = (await page.evaluate('axe.run()')) as AxeResults
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
