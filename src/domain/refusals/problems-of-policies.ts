import { problem } from './problem.ts'

/** Why packs are not loaded again. */
export const problemsOfPolicies = {
  'packs-unsound': problem(
    'conflict',
    '政策包有误，未重新加载',
    'The packs are unsound and were not loaded',
    '请按 errors 所列的文件和行修改后再重新加载；所有进程仍使用原来的政策包。npm run policy:check 给出同样的说明。',
    'Mend what `errors` lists by file and line and load them again; all processes keep the packs of before. `npm run policy:check` says the same.',
  ),
  'packs-not-taken-over': problem(
    'unavailable',
    '政策包未能在所有进程生效',
    'The packs could not be taken over by all processes',
    '有进程未能保存新的政策包，所有进程仍使用原来的；请稍后再试。',
    'A process could not store the new packs, so all keep those of before; try again in a moment.',
  ),
  'policy-hash-unknown': problem(
    'rejected',
    '没有这一政策包',
    'There is no such pack',
    '地区 {region} 没有以 policyHash 保存的政策包；请填写受影响结算所载的 policyHash。该地区以前的政策包（首次加载日期）：{known}。',
    'No pack of region {region} is stored under the `policyHash`; send the one that the settlements of the mistake carry. Earlier packs of the region (and the day they were first loaded): {known}.',
  ),
  'policy-hash-in-use': problem(
    'conflict',
    '该政策包正在使用',
    'The pack is the one in use',
    '地区 {region} 正在使用 {policyHash}，无从比较；请先更正政策包并重新加载（POST /v1/policies/reload），再填写更正前的 policyHash。',
    'Region {region} uses {policyHash} now, so there is nothing to compare it with. Mend the pack and load it (POST /v1/policies/reload), then send the hash of before.',
  ),
  'correction-not-listed': problem(
    'conflict',
    '清单尚未完成',
    'The list is not complete',
    '政策更正 {id} 的清单尚未完成（{status.zh}），不能记账；请待其完成，已停止的用 POST /v1/policy-corrections/{id}/resume 继续。',
    'The list of correction {id} is not complete ({status.en}), so it cannot be posted; wait for it, or go on with one that was stopped by POST /v1/policy-corrections/{id}/resume.',
  ),
  'correction-outdated': problem(
    'conflict',
    '政策包又有更改',
    'The pack was changed again',
    '政策更正 {id} 列出清单后政策包又有更改（现为 {inUse}）；请用同一 policyHash 重新发起，核对新的清单后再记账。',
    'The pack was changed again after correction {id} was listed (it is {inUse} now); start a new one for the same `policyHash`, look at its list and post that.',
  ),
  'draft-unsound': problem(
    'rejected',
    '草案有误，未测算',
    'The draft is unsound and was not reckoned',
    '请按 errors 所列的文件、行或更改逐项修改后重新发送；说明与 npm run policy:check 相同。',
    'Mend what `errors` lists by file, line or edit and send the draft again; `npm run policy:check` says the same.',
  ),
  'what-if-not-ready': problem(
    'conflict',
    '测算尚未完成',
    'The run is not complete',
    '测算 {id} 尚未完成；进度见 GET /v1/what-if-runs/{id}，已停止的用 POST /v1/what-if-runs/{id}/resume 继续。',
    'Run {id} is not complete; GET /v1/what-if-runs/{id} says how far it is, and POST /v1/what-if-runs/{id}/resume goes on with one that was stopped.',
  ),
}
