import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type DraftHead, draftPack, wrongIn } from '../policies/drafts/draft.ts'
import { builtInPolicies } from '../policies/loader/load.ts'
import { shellLanguage } from './shell-language.ts'

/** What is asked of the author, in order; each may be given as a flag of the same name instead. */
const questions = [
  ['name-zh', '地区名称（中文），如 沁水县', 'Name of the region in Chinese, such as 沁水县'],
  ['name-en', '地区名称（英文），如 Qinshui', 'Name of the region in English, such as Qinshui'],
  ['number', '文号，如 沁政办〔2022〕15号', 'Number of the document, such as 沁政办〔2022〕15号'],
  ['title-zh', '标题（中文）', 'Title in Chinese'],
  ['title-en', '标题（英文）', 'Title in English'],
  ['issuer-zh', '发文机关（中文）', 'Issuer in Chinese'],
  ['issuer-en', '发文机关（英文）', 'Issuer in English'],
  [
    'issued',
    '发文日期，如 2022-12-20；不知道直接回车',
    'Day of issue, such as 2022-12-20; Enter where it is not known',
  ],
  ['from', '生效日，如 2023-01-01', 'First day in force, such as 2023-01-01'],
  ['to', '失效日；没有写明直接回车', 'Last day in force; Enter where there is none'],
  [
    'inherits',
    '承接哪个上级地区的条款，如 140000；没有直接回车',
    'The region whose clauses hold here too, such as 140000; Enter for none',
  ],
] as const
type Question = (typeof questions)[number][0]
const mayBeEmpty: ReadonlySet<Question> = new Set(['issued', 'to', 'inherits'])

const language = shellLanguage(process.env)
const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
const options = Object.fromEntries(
  [...questions.map(([name]) => name), 'dir'].map((name) => [name, { type: 'string' as const }]),
)

/** `npm run policy:new REGION`: asks for the document, or takes it as flags, and writes a file that `policy:check` accepts. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: false })
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(options, name))
  if (unknown.length > 0) return usage(unknown)
  const [region = ''] = positionals
  if (!/^\d{6}$/.test(region) || region === '000000')
    return end(
      say(
        '用法：npm run policy:new 140521，后面是六位行政区划代码',
        'Usage: npm run policy:new 140521, with the six digits of the region',
      ),
    )
  const answers = await answered(values as Partial<Record<Question, string>>)
  if (answers === null) return
  const head: DraftHead = { region, ...answers }
  const folder = (values as { dir?: string }).dir ?? process.env['POLICY_DIR']?.trim() ?? 'policies'
  const path = join(folder, region, `${answers.from}.yaml`)
  if (existsSync(path)) return end(say(`${path} 已经存在，没有改动`, `${path} is there already and was left as it is`))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, draftPack(head))
  // What the first line of the file names, for editors.
  await copyFile(join(builtInPolicies, 'pack.schema.json'), join(folder, 'pack.schema.json'))
  console.log(path)
  console.log(
    say(
      `接着：按 docs/policy-authors.zh-CN.md 逐条填写，然后 npm run policy:check -- ${folder}`,
      `Next: write the clauses, as docs/policy-authors.md shows, and run npm run policy:check -- ${folder}`,
    ),
  )
}

type Answers = Record<Question, string>

async function answered(given: Partial<Record<Question, string>>): Promise<Answers | null> {
  const answers: Partial<Answers> = {}
  const isAsked = process.stdin.isTTY && questions.some(([name]) => given[name] === undefined)
  const asking = isAsked ? createInterface({ input: process.stdin, output: process.stdout }) : null
  try {
    for (const [name, zh, en] of questions) {
      const answer = await ask(name, say(zh, en), given[name], asking)
      if (answer === null) return null
      answers[name] = answer
    }
  } finally {
    asking?.close()
  }
  return answers as Answers
}

/** Asks again while an answer cannot stand; what was given as a flag is not asked. */
async function ask(
  name: Question,
  question: string,
  given: string | undefined,
  asking: ReturnType<typeof createInterface> | null,
): Promise<string | null> {
  for (;;) {
    const answer = (given ?? (await asking?.question(`${question}: `)) ?? '').trim()
    const wrong = answer === '' && mayBeEmpty.has(name) ? null : wrongIn(name, answer)
    if (wrong === null) return answer
    console.error(`--${name}: ${wrong[language]}`)
    if (given === undefined && asking) continue
    process.exitCode = 1
    return null
  }
}

/** Every option, also where one was asked for that there is not. */
function usage(unknown: readonly string[]): void {
  const asked = unknown.filter((name) => name !== 'help').map((name) => `--${name}`)
  const none = say(`没有选项 ${asked.join(' ')}`, `There is no option ${asked.join(' ')}`)
  const lines = questions.map(([name, zh, en]) => `  --${name}  ${say(zh, en)}`)
  const dir = `  --dir  ${say('写到哪个文件夹；不写为 POLICY_DIR，再不然为 policies', 'The folder to write into; POLICY_DIR when left out, else policies')}`
  const head = say(
    'npm run policy:new -- 140521 加以下选项，没有给出的会逐项询问：',
    'npm run policy:new -- 140521 with these options; what is left out is asked:',
  )
  console.error([...(asked.length > 0 ? [none] : []), head, ...lines, dir].join('\n'))
  process.exitCode = asked.length > 0 ? 1 : 0
}

function end(why: string): void {
  console.error(why)
  process.exitCode = 1
}

await main()
