import type { Bilingual } from '../../domain/language.ts'
import type { ReasonCode } from '../../domain/names/codes.ts'

/** Why something was not paid. The codes are part of the API; the page of codes lists them. */
export const reasonWords: Readonly<Record<ReasonCode, Bilingual>> = {
  'no-identity': {
    zh: '{day} 没有有效的救助对象身份，医疗救助不予支付。',
    en: 'No identity was in force on {day}, so medical assistance pays nothing.',
  },
  'certified-elsewhere': {
    zh: '身份「{category}」由 {certifiedRegion} 认定；此地只救助本地认定的对象。',
    en: 'The identity “{category}” was certified by {certifiedRegion}; here only whom the place itself certified is aided.',
  },
  'not-insured': {
    zh: '{day} 未参加基本医疗保险，{topic}不予支付。',
    en: 'The person was not enrolled in basic insurance on {day}, so {topic} pays nothing.',
  },
  'on-application': {
    zh: '{category}依申请救助：没有覆盖就医日期的已批准救助申请，本次不支付；申请获准后可得 {amount} 元，按更正补付。',
    en: '{category} are aided on application: no approved application for aid covers the day, so nothing is paid now; {amount} waits, and is posted once an application is approved.',
  },
  'referral-missing': {
    zh: '在参保地以外就医且未按规定转诊，医疗救助不予支付；基本医保和大病保险照常支付。',
    en: 'The care was outside the insured place without a proper referral: medical assistance pays nothing, basic and critical-illness insurance still do.',
  },
  'referral-filed': {
    zh: '在参保地以外就医，已有备案（{filing}），按规范转诊支付医疗救助。',
    en: 'The care was outside the insured place with a filing behind it ({filing}), which counts as a proper referral.',
  },
  'category-not-aided': {
    zh: '本地政策未规定对{category}的{care}给予救助。',
    en: 'The policy names no aid for {category} in {care}.',
  },
  'left-open': {
    zh: '文件未规定{category}的{topic}，留待{decides}确定。',
    en: 'The documents leave {topic} for {category} open; it is for {decides} to decide.',
  },
  'aided-as-household': {
    zh: '{category}按家庭全年负担合并救助，每年一次，由经办机构在年度办理后记入本次结算。',
    en: '{category} are aided as a household, once a year on what its members bore together; the bureau adds it to this settlement by the run of the year.',
  },
  'by-hand': {
    zh: '{category}的{topic}按本条款由{decides}人工核定，本系统不计算金额；核定后由经办机构记入本次结算。',
    en: 'By this clause {topic} for {category} is settled by hand by {decides}; it is not computed here, and the bureau adds the amount to this settlement once it is given.',
  },
  'identity-by-hand': {
    zh: '另有身份「{category}」，其救助须人工核定，可能高于「{counted}」的 {countedTotal} 元。',
    en: 'The identity “{category}” is aided by hand, which may come to more than the {countedTotal} of “{counted}”.',
  },
  'registration-missing': {
    zh: '没有与病种「{disease}」相符的有效备案，{care}不予救助。',
    en: 'No registration in force matches the disease “{disease}”, so {care} is not aided.',
  },
  'able-to-work': {
    zh: '「{category}」中只有丧失劳动能力的适用本条，登记标明未丧失劳动能力。',
    en: 'Of “{category}” the clause is for those unable to work alone, and the register marks the person as able to.',
  },
  'hospital-not-designated-for-disease': {
    zh: '该医疗机构不是重特大疾病医疗救助定点机构，单病种限额付费不适用，按普通住院结算。',
    en: 'The hospital is not designated for listed critical diseases, so the package does not apply and the visit is settled as a plain stay.',
  },
  'package-for-residents': {
    zh: '单病种限额由城乡居民医保基金支付，参加职工医保的按普通住院结算。',
    en: 'The package is shared with residents’ insurance; who is in employees’ is settled as a plain stay.',
  },
  'package-leaves-more': {
    zh: '按单病种限额个人须付 {packageLeft} 元，按普通住院须付 {stayLeft} 元；两种办法都适用，取个人负担较少的普通住院。',
    en: 'Both the package and a plain stay fit: the package would leave {packageLeft} to the person, the stay leaves {stayLeft} and counts.',
  },
  'stay-leaves-no-less': {
    zh: '按普通住院个人须付 {stayLeft} 元，按单病种限额须付 {packageLeft} 元；两种办法都适用，取个人负担不更多的单病种限额。',
    en: 'Both the package and a plain stay fit: a stay would leave {stayLeft} to the person, the package leaves {packageLeft} and counts.',
  },
  'aided-at-year-end': {
    zh: '限额管理的慢性病在年底一次性救助，本次不支付。',
    en: 'A chronic disease under a quota is aided once at the end of the year, not now.',
  },
  'aided-with-the-year': {
    zh: '限额管理的慢性病已在年底一次性救助，按年底剩余的年度限额计算。',
    en: 'A chronic disease under a quota: aided once with the end of the year, from what was then left of the annual limit.',
  },
  'hospital-level-too-low': {
    zh: '医疗机构等级为{level}，须在{atLeast}及以上住院方可救助。',
    en: 'The hospital is of {level}; this aid needs {atLeast} or above.',
  },
  'in-scope-not-above': {
    zh: '本次政策范围内费用 {inScope} 元，未超过 {above} 元，不予救助。',
    en: 'The in-scope cost of {inScope} does not pass {above}, so this aid does not begin.',
  },
  'in-scope-above': {
    zh: '本次政策范围内费用 {inScope} 元，超过本条款适用的 {upTo} 元，不按本条款救助。',
    en: 'The in-scope cost of {inScope} passes {upTo}, up to which this clause holds.',
  },
  'place-not-named': { zh: '本条款只适用于{where}就医。', en: 'This clause holds for care {where} only.' },
  'hospital-level-not-named': {
    zh: '医疗机构等级为{level}，本条款未规定适用。',
    en: 'The hospital is of {level}, which this clause does not name.',
  },
  'hospital-grade-not-named': {
    zh: '医疗机构的收费类别「{grade}」不在本条款之内；没有登记类别的，请先登记。',
    en: 'The hospital’s grade “{grade}” is not one that this clause names; where none is registered, register it.',
  },
  'referral-not-named': {
    zh: '本条款按是否规范转诊适用，本次不符合。',
    en: 'This clause goes by whether there was a proper referral, and this visit does not fit.',
  },
  'disease-not-listed': {
    zh: '疾病代码「{disease}」不在本条款列明的病种之内。',
    en: 'The disease “{disease}” is not one that this clause lists.',
  },
  'insurance-not-named': {
    zh: '本条款按 {day} 是否参保适用，本次不符合。',
    en: 'This clause goes by whether the person was insured on {day}, and this visit does not fit.',
  },
  'age-not-named': {
    zh: '年龄 {age} 周岁，不在本条款规定的年龄之内。',
    en: 'At the age of {age} the person is not one that this clause names.',
  },
  'other-insurance': {
    zh: '本人参加{insurance}，本条款未规定适用。',
    en: 'The person is in {insurance}, for which this clause is not.',
  },
  'group-not-named': {
    zh: '参保登记的人群为「{group}」，本条款未规定适用；没有登记人群的，请先登记。',
    en: 'The group of the enrolment is “{group}”, which this clause does not name; where none is registered, register it.',
  },
  'disease-excepted': {
    zh: '疾病代码「{disease}」由另一条款规定，不适用本条款。',
    en: 'The disease “{disease}” is one that this clause leaves out.',
  },
  'aided-less': {
    zh: '在参保地以外就医且未按规定转诊，按本条款减少救助后应付 {due} 元。',
    en: 'The care was outside the insured place without a proper referral; reduced by this clause {due} is due.',
  },
  'visit-cap-reached': {
    zh: '应付 {due} 元，单次最高 {cap} 元。',
    en: '{due} would be due; one visit is given {cap} at most.',
  },
  'below-least': {
    zh: '应付 {due} 元，低于起付金额 {least} 元，不予发放。',
    en: '{due} would be due, below the least that is paid out, {least}; nothing is paid.',
  },
  'identity-of-admission': {
    zh: '入院日 {day} 的身份「{category}」在出院前已终止，按本条款仍予保留。',
    en: 'The identity “{category}” was in force on the admission, {day}, and ended before the discharge; by this clause it still counts.',
  },
  'deductible-taken': {
    zh: '{deductibleOf} {deductible} 元，此前已累计 {metBefore} 元，本次扣除 {taken} 元。',
    en: '{deductibleOf} is {deductible}; {metBefore} was met before, and {taken} is taken from this visit.',
  },
  'limit-reached': {
    zh: '应付 {due} 元，受{limit}所限支付 {amount} 元。',
    en: '{due} would be due; {limit} allows {amount}.',
  },
  'floor-met': {
    zh: '各方已支付 {covered} 元，达到政策范围内费用的 {sharePercent}（{wanted} 元），无需补足。',
    en: 'All payers together covered {covered}, at least {sharePercent} of the in-scope cost ({wanted}); nothing is added.',
  },
  'tilt-below-threshold': {
    zh: '自付 {selfPay} 元，未达到倾斜救助起付线 {threshold} 元。',
    en: 'The self-pay of {selfPay} does not reach the threshold of tilted assistance, {threshold}.',
  },
  'tilt-outside': {
    zh: '倾斜救助只适用于{where}就医。',
    en: 'Tilted assistance applies to care {where} only.',
  },
  'tilt-referral-missing': {
    zh: '倾斜救助须规范转诊；在参保（认定）的县内就医视同。',
    en: 'Tilted assistance asks for a proper referral; care in the person’s own county counts as one.',
  },
  'tilt-without-limit': {
    zh: '该类对象没有年度救助限额，不存在达到限额的情形，倾斜救助不启动。',
    en: 'The category has no annual limit that could be reached, so tilted assistance never opens.',
  },
  'tilt-limit-not-used-up': {
    zh: '{limit}尚余 {remaining} 元，用完后方可倾斜救助。',
    en: 'Of {limit} {remaining} is left; tilted assistance opens when it is used up.',
  },
  'tilt-not-named': {
    zh: '倾斜救助未规定适用于{category}的{care}。',
    en: 'Tilted assistance does not name {category} in {care}.',
  },
  'tilt-owed-for-earlier': {
    zh: '按年度累计应付 {due} 元，本次剩余自付可付 {amount} 元；其余 {owed} 元属本年度以前各次就医的自付，即时记入各次结算，直接支付给个人。',
    en: 'For the year {due} is due, of which this visit leaves {amount} to pay; the other {owed} is for the self-pay of the year’s earlier visits, posted to them at once and paid to the person.',
  },
  'tilt-held-back': {
    zh: '应付 {due} 元，超过本次剩余自付，支付 {amount} 元；其余随下次就医结算。',
    en: '{due} is due, more than this visit leaves to pay; {amount} is paid and the rest stays open for the next visit.',
  },
  're-aid-below-threshold': {
    zh: '年度累计自付 {selfPay} 元，未超过再救助起付线 {threshold} 元。',
    en: 'The year’s self-pay of {selfPay} does not pass the threshold of re-aid, {threshold}.',
  },
  're-aid-outside': { zh: '再救助只适用于{where}就医。', en: 'Re-aid applies to care {where} only.' },
  're-aid-referral-missing': {
    zh: '再救助须规范转诊；在参保（认定）的县内就医视同。',
    en: 'Re-aid asks for a proper referral; care in the person’s own county counts as one.',
  },
  're-aid-without-limit': {
    zh: '该类对象没有年度救助限额，再救助不启动。',
    en: 'The category has no annual limit that could be reached, so re-aid never opens.',
  },
  're-aid-limit-not-used-up': {
    zh: '{limit}尚余 {remaining} 元，用完后方可再救助。',
    en: 'Of {limit} {remaining} is left; re-aid opens when it is used up.',
  },
  're-aid-not-named': {
    zh: '再救助未规定适用于{category}的{care}。',
    en: 'Re-aid does not name {category} in {care}.',
  },
  're-aid-owed-for-earlier': {
    zh: '按年度累计应付 {due} 元，本次剩余自付可付 {amount} 元；其余 {owed} 元属本年度以前各次就医的自付，即时记入各次结算，直接支付给个人。',
    en: 'For the year {due} is due, of which this visit leaves {amount} to pay; the other {owed} is for the self-pay of the year’s earlier visits, posted to them at once and paid to the person.',
  },
  're-aid-held-back': {
    zh: '应付 {due} 元，超过本次剩余自付，支付 {amount} 元；其余随下次就医结算。',
    en: '{due} is due, more than this visit leaves to pay; {amount} is paid and the rest stays open for the next visit.',
  },
  'identity-not-counted': {
    zh: '另有身份「{category}」，可得救助 {total} 元；按就高不重复以「{counted}」计（{countedTotal} 元）。',
    en: 'The identity “{category}” would give {total}; the one that gives most counts once, “{counted}” with {countedTotal}.',
  },
  'given-leaves-less': {
    zh: '按标准应付 {due} 元，其他已支付金额之外只余 {amount} 元，支付 {amount} 元。',
    en: 'The schedule comes to {due}; beside what others are stated to have paid {amount} is open, and {amount} is paid.',
  },
  'basic-cap-reached': {
    zh: '基本医保应付 {due} 元，受年度封顶线所限支付 {amount} 元。',
    en: 'Basic insurance would pay {due}; its yearly cap allows {amount}.',
  },
  'critical-illness-below-deductible': {
    zh: '年度累计 {accumulated} 元，未超过大病保险起付线 {deductible} 元。',
    en: 'With {accumulated} accumulated in the year, the critical-illness deductible of {deductible} is not passed.',
  },
  'critical-illness-cap-reached': {
    zh: '大病保险年度封顶线 {cap} 元已用完。',
    en: 'The yearly cap of critical-illness insurance, {cap}, is used up.',
  },
  'critical-illness-cap-grown': {
    zh: '大病保险年度封顶线原为 {capBefore} 元，连续参保 {years} 年、其中零报销 {withoutClaims} 年，提高 {by} 元，为 {cap} 元。',
    en: 'The yearly cap of critical-illness insurance was {capBefore}; with {years} years of unbroken enrolment, {withoutClaims} of them without a claim, it grew by {by} to {cap}.',
  },
  'premium-no-identity': {
    zh: '{year} 年没有救助对象身份，不予资助参保。',
    en: 'No identity was in force in {year}, so the premium is not subsidised.',
  },
  'premium-for-residents': {
    zh: '{year} 年参加职工医保；参保资助只用于城乡居民医保的个人缴费。',
    en: 'The person is in employees’ insurance in {year}; the premium of residents’ insurance alone is subsidised.',
  },
  'premium-by-group-or-age': {
    zh: '{year} 年对{category}的参保资助按参保人群或年龄规定：{rows}；未指明人群或年龄，不能得出金额，请填写 group 或 age，或查询具体人员。',
    en: 'The premium subsidy of {year} for {category} goes by the group or the age: {rows}. Neither was told, so there is no amount; send `group` or `age`, or ask for a person.',
  },
  'premium-not-subsidised': {
    zh: '{year} 年的参保资助政策未包括{category}。',
    en: 'The premium subsidy of {year} names nothing for {category}.',
  },
}
