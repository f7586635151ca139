import type { Bilingual } from '../../domain/language.ts'

/** What is likely a mistake and may be meant: pointed at, never refused. */
export const cautionWords = {
  'says-amount': {
    zh: '条款 {clause} 的行里写 {row}，而文字里写的是 {said}；请改成一致',
    en: 'clause {clause} has {row} in its rows and {said} in its words; make them agree',
  },
  'says-share': {
    zh: '条款 {clause} 的行里比例是 {row}，而文字里写的是 {said}；请改成一致',
    en: 'clause {clause} has the share {row} in its rows and {said} in its words; make them agree',
  },
  'says-apart': {
    zh: '条款 {clause} 的中文写 {zh}，英文写 {en}；请改成一致',
    en: 'clause {clause} says {zh} in Chinese and {en} in English; make them agree',
  },
  'says-without-rows': {
    zh: '条款 {clause} 的文字里有 {said}，却没有任何行；请把它写成行，或写成 gap、manual',
    en: 'clause {clause} says {said} and has no row; write the row, or a gap or manual row',
  },
  'rate-low': {
    zh: '比例 {value} 低于一成，文字里也没有这个数；是否应为 {meant}？',
    en: 'the rate {value} is below a tenth and is not in the words of the clause; is {meant} meant?',
  },
  'rate-none': {
    zh: '比例为 0，这一行什么也不付；不救助的不写行，或写 gap',
    en: 'a rate of 0 pays nothing; leave the row out, or write a gap',
  },
  'rates-fall': {
    zh: '分段比例从 {before} 降到 {value}；通常费用越高比例越高，请核对',
    en: 'the rate of the bands falls from {before} to {value}; they mostly rise, look again',
  },
  'band-below-deductible': {
    zh: '分段上限 {value} 不高于起付标准 {deductible}，这一段永远用不到；上限从零算起',
    en: 'the band that ends at {value} lies below the deductible of {deductible} and is never reached; ends are counted from zero',
  },
  'cap-below': {
    zh: '封顶 {value} 不高于起付标准 {deductible}，请核对',
    en: 'the cap of {value} is not above the deductible of {deductible}; look again',
  },
  'amount-small': {
    zh: '`{key}` 只有 {value} 元，是否漏了“万”？金额以元为单位',
    en: '`{key}` is only {value} yuan; is it in ten thousands? Amounts are in yuan',
  },
  'amount-large': {
    zh: '`{key}` 为 {value} 元，是否多写了零？金额以元为单位',
    en: '`{key}` is {value} yuan; is there a zero too many? Amounts are in yuan',
  },
  'figure-jump': {
    zh: '数据 `{figure}` {year} 年是 {value}，而上一年是 {before}；请核对位数',
    en: 'the figure `{figure}` of {year} is {value}, after {before} the year before; count the digits',
  },
  'premium-above': {
    zh: '资助 {value} 元高于 {year} 年的缴费标准 {contribution}，多出的不付；请核对',
    en: 'the subsidy of {value} is above the contribution of {year}, {contribution}, and no more than that is paid; look again',
  },
  'age-high': { zh: '年龄 {value} 岁，请核对', en: 'an age of {value}; look again' },
  'region-unknown': {
    zh: '没有 {region} 这个行政区划代码（2023年名录）；新设的可忽略本提示',
    en: 'there is no division {region} in the list of 2023; a newer one may ignore this',
  },
  'folder-region': {
    zh: '文件在文件夹 {folder} 里，而 `region` 是 {region}；请移动文件或改代码',
    en: 'the file lies in the folder {folder} and its `region` is {region}; move it or change the code',
  },
  'inherits-far': {
    zh: '{region} 承接 {parent}，而它不是本地的省或市',
    en: '{region} inherits {parent}, which is neither its province nor its city',
  },
  'no-municipality': {
    zh: '{region} 不在直辖市内，in-municipality 会按全省理解；指参保地的写 where: insured-place，指全省的写 in-province',
    en: '{region} lies in no municipality, where in-municipality is read as the province; for the place of insurance write where: insured-place, for the province in-province',
  },
  'not-read': {
    zh: '这个文件不会被读取；政策文件的名称要以 .yaml 结尾，请改名',
    en: 'this file is not read: packs end in .yaml; give it that name',
  },
  'limit-unused': {
    zh: '限额 `{limit}`（{category}）没有任何行使用',
    en: 'nothing draws on the limit `{limit}` of {category}',
  },
  'name-of-year': {
    zh: '限额 `{code}` 在结算单上叫“{name}”，而这一行不是按年的；请另取名称，并加 names 行：{ of: limit, code: …, name: … }',
    en: 'the limit `{code}` is printed as “{name}”, and this one is not of the year; give it a code of its own, with a row of `names`: of: limit, code: …, name: …',
  },
  'name-missing': {
    zh: '{of} `{code}` 没有名称，结算单上会印出代码；请加 names 行：{ of: {of}, code: {code}, name: … }',
    en: 'the {of} `{code}` has no name and would be printed as a code; add a row of `names`: of: {of}, code: {code}, name: …',
  },
  'name-unused': {
    zh: '声明了 {of} `{code}`，却没有任何行用到',
    en: 'the {of} `{code}` is named here and nothing uses it',
  },
  'name-differs': {
    zh: '身份 `{code}` 在 {other} 是另一个名称；名单、统计和政策页会混用两个名称，请改用别的代码，或写同一名称',
    en: 'the identity `{code}` has another name at {other}; lists, tables and the law page would mix the two: take another code, or the same name',
  },
  'name-ours': {
    zh: '`{code}` 是已有的身份，名称是“{name}”，这里的名称不会生效',
    en: '`{code}` is one of the identities that are there already, {name}; the name given here has no effect',
  },
  'row-outside': {
    zh: '这里的有效期 {from} 至 {to} 全部在文件有效期 {start} 至 {end} 之外，永远不会生效',
    en: 'its days, {from} to {to}, lie outside those of the document, {start} to {end}: it never holds',
  },
  'row-older': {
    zh: '这里从 {from} 起，而文件从 {start} 才生效，更早的日子不起作用；请删去 `from` 或核对',
    en: 'it begins on {from}, before the document on {start}, where it has no effect; take `from` away or look again',
  },
  'row-ends-early': {
    zh: '{what} 到 {to} 为止，之后再没有规定，而文件还有效；请写下一行，或写 gap',
    en: '{what} ends on {to} with nothing after it while the document goes on; write the next row, or a gap',
  },
  'day-far': { zh: '{day} 离现在太远，请核对年份', en: '{day} is far away; look at the year' },
  'issued-after': {
    zh: '发文日期 {issued} 晚于生效日 {from}，请核对',
    en: 'it was issued on {issued}, after its first day, {from}; look again',
  },
  'issued-year': {
    zh: '文号里是 {number} 年，而发文日期是 {issued}，请核对',
    en: 'the number of the document is of {number} and it was issued on {issued}; look again',
  },
  'cite-other': {
    zh: '出处“{cite}”里没有本文件的文号 {number}，请核对',
    en: 'the citation {cite} does not hold the number of the document, {number}; look again',
  },
  'chinese-in-en': {
    zh: '`en` 里是中文；请写英文：{text}',
    en: 'Chinese stands in `en`; write English there: {text}',
  },
  'english-in-zh': {
    zh: '`zh` 里没有中文；请写中文：{text}',
    en: 'there is no Chinese in `zh`: {text}',
  },
  'level-without-terms': {
    zh: '没有写 {levels} 级医院的标准，那里的就医将无法结算；漏了请补上，文件没有的请核对',
    en: 'there are no terms for hospitals of level {levels}, and visits there cannot be settled; add them, or look again',
  },
  'top-up-unreached': {
    zh: '门诊的自付只有在这类门诊有救助时才倾斜或再救助，而 {who} 的 {care} 没有 aid 行，得到的是 0；请补上，或核对',
    en: 'outpatient care is topped up where it is aided, and no row of `aid` is for {care} of {who}, who are given 0; add it, or look again',
  },
  'caps-together': {
    zh: '{care} 的封顶 {value} 由全年各类医保支付一起填满（{other} 的封顶另有数额）；各自封顶的，两行都写 capCounts，这里写 capCounts: [{care}]',
    en: 'the cap of {value} for {care} is filled by all that insurance pays in the year, and {other} has another; where each care has its own, both say `capCounts`, here capCounts: [{care}]',
  },
  'counts-differ': {
    zh: '同一类人同一个年度起付标准，这里与 {other} 的 `counts` 不同，两行各填各的；合并计算的两行都写 counts: [{counts}]',
    en: 'one deductible of the year for the same people, and its `counts` differ here from {other}, so that each is filled by itself; where it is one, both say counts: [{counts}]',
  },
  placeholder: {
    zh: '这里还是占位文字“{text}”，请写上内容',
    en: 'this is still a placeholder, {text}; write what it stands for',
  },
} satisfies Record<string, Bilingual>

export type CautionCode = keyof typeof cautionWords
