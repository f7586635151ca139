import { messageOf, strike, targetOf } from './attacker.ts'
import { besideHonest, Statuses } from './beside.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

const megabytes = 15_500_000

/** Each about as large as a message may be, and made of what is dearest to read. */
const inputs: readonly (readonly [infno: string, input: () => string])[] = [
  ['9101', () => `{"fsUploadIn":{"filename":"x.txt","in":[${'1,'.repeat(megabytes / 2)}1]}}`],
  ['9101', () => `{"fsUploadIn":{"filename":"x.txt","in":${'['.repeat(megabytes / 2)}${']'.repeat(megabytes / 2)}}}`],
  ['2001', () => `{"data":${'{"a":'.repeat(megabytes / 6)}1${'}'.repeat(megabytes / 6)}}`],
  ['2301', () => `{"feedetail":[${'{},'.repeat(megabytes / 3)}{}]}`],
  ['2301', () => `{"feedetail":[${'{"psn_no":"1","cnt":"x"},'.repeat(100_000)}{}]}`],
  ['2304', () => `{"data":{${Array.from({ length: 400_000 }, (_, at) => `"m${at}":1`)}}}`],
  ['1101', () => `{"data":{"certno":"${'\\u4e00'.repeat(megabytes / 6)}"}}`],
  ['9101', () => `{"fsUploadIn":{"filename":"x.txt","in":"${'A'.repeat(megabytes)}"}}`],
]

const atOnce = 16

/** Sixteen of the largest messages at once, from a hospital that has a key, to services of half a gigabyte. */
export const largeMessages: Scenario = {
  name: 'large-messages',
  breaks: 'sixteen messages of sixteen megabytes at once, to processes of 512 MB',
  environment: { env: { NODE_OPTIONS: '--max-old-space-size=512' } },
  run: async ({ environment, seconds }) => {
    const statuses = new Statuses()
    // Made beforehand: this process sends the honest load too, and must not keep it waiting.
    const bodies = inputs.map(([infno, input]) => [infno, Buffer.from(input())] as const)
    let rounds = 0
    const { measured, complaints } = await besideHonest(environment, async () => {
      const end = performance.now() + seconds * 1000
      for (; performance.now() < end; rounds++) {
        const answers = Array.from({ length: atOnce }, (_, at) => sendOne(at))
        for (const { status } of await Promise.all(answers)) statuses.add(status)
        await wait(200)
      }
    })
    async function sendOne(at: number) {
      const [infno, input] = bodies[(at + rounds) % bodies.length] as (typeof bodies)[number]
      const { body: small, authorization } = messageOf(environment, infno, '')
      const body = Buffer.concat([Buffer.from(small.slice(0, -1)), input, Buffer.from('}')])
      const headers = { authorization, 'content-type': 'application/json' }
      return strike({ port: targetOf(environment, at), method: 'POST', path: '/nhsa', headers, body })
    }
    const odd = statuses.seen.filter((status) => ![0, 200, 413, 429, 503].includes(status))
    return {
      did: `${statuses.total} large messages (${statuses}), ${measured}`,
      complaints: [...complaints, ...complaint(odd.length > 0, `they were answered ${odd}`)],
    }
  },
}
