export interface CodeRow {
  readonly code: string
  readonly name: string
}

/** 医院等级 by the three levels that are registered; the grade within a level is not. */
export const levelCodes = { one: '09', two: '06', three: '03' } as const

const table = (rows: Readonly<Record<string, string>>): readonly CodeRow[] =>
  Object.entries(rows)
    .map(([code, name]) => ({ code: code.replace('_', ''), name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))

/** Code tables of the interface that hold everywhere; those that a region may write otherwise are in its pack. */
export const fixedTables: Readonly<Record<string, readonly CodeRow[]>> = {
  infcode: table({ _0: '成功', '_-1': '失败' }),
  insutype: table({ _310: '职工基本医疗保险', _390: '城乡居民基本医疗保险' }),
  mdtrt_cert_type: table({ _01: '电子凭证令牌', _02: '居民身份证号', _03: '社会保障卡卡号' }),
  psn_cert_type: table({ _01: '居民身份证', _90: '社会保障卡', _99: '其他' }),
  gend: table({ _1: '男', _2: '女' }),
  psn_insu_stas: table({ _0: '未参保', _1: '正常参保' }),
  psn_setlway: table({ _01: '普通结算', _02: '包干结算' }),
  mid_setl_flag: table({ _0: '否', _1: '中途结算' }),
  acct_used_flag: table({ _0: '否', _1: '是' }),
  clr_type: table({ _11: '门诊', _21: '住院', _99: '全部' }),
  stmt_rslt: table({ _0: '对平', _1: '中心多', _2: '医药机构多', _3: '数据不一致' }),
  refd_setl_flag: table({ _0: '否', _1: '是' }),
  opter_type: table({ _1: '经办人', _2: '自助终端', _3: '移动终端' }),
  chrgitm_lv: table({ _01: '甲类', _02: '乙类', _03: '丙类（自费）' }),
  lmt_used_flag: table({ _0: '否', _1: '是' }),
  hosp_appr_flag: table({ _0: '无须审批', _1: '审批通过', _2: '审批不通过' }),
  hosp_lv: table({ _03: '三级', _06: '二级', _09: '一级' }),
  vali_flag: table({ _0: '无效', _1: '有效' }),
}
