/** Made from openapi/openapi.json by `npm run client`; change the routes instead. */

export const operationNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "getHealth": {
    "zh": "存活检查",
    "en": "Whether the process lives"
  },
  "getReadiness": {
    "zh": "就绪检查",
    "en": "Whether it can settle"
  },
  "getMetrics": {
    "zh": "监控指标",
    "en": "Prometheus metrics"
  },
  "listProblems": {
    "zh": "错误代码一览",
    "en": "Every problem code"
  },
  "getProblem": {
    "zh": "错误代码说明",
    "en": "One problem code"
  },
  "signIn": {
    "zh": "登录",
    "en": "Sign in"
  },
  "listSessions": {
    "zh": "在线会话",
    "en": "Who is signed in now"
  },
  "getReimbursementReceipt": {
    "zh": "凭受理号查询进度",
    "en": "How a bill stands, by its receipt number"
  },
  "quoteSettlement": {
    "zh": "预结算",
    "en": "Quote a visit"
  },
  "createSettlement": {
    "zh": "结算",
    "en": "Settle a visit"
  },
  "listSettlements": {
    "zh": "查询结算列表",
    "en": "List settlements"
  },
  "getSettlement": {
    "zh": "查询结算",
    "en": "Read a settlement"
  },
  "createReversal": {
    "zh": "冲正",
    "en": "Reverse a settlement"
  },
  "exportSettlements": {
    "zh": "下载结算台账 CSV",
    "en": "Settlements as CSV"
  },
  "exportSettlementsSheet": {
    "zh": "下载结算台账电子表格",
    "en": "Settlements as a spreadsheet"
  },
  "getSettlementBatch": {
    "zh": "查询批次进度",
    "en": "How far a batch is"
  },
  "listSettlementBatches": {
    "zh": "查询批次列表",
    "en": "List batches"
  },
  "createSettlementBatch": {
    "zh": "批量结算",
    "en": "Settle visits by thousands"
  },
  "withdrawSettlementBatch": {
    "zh": "停止批次",
    "en": "Stop a batch"
  },
  "exportSettlementBatchLines": {
    "zh": "下载批次逐行结果",
    "en": "What each line came to"
  },
  "exportSettlementBatchTable": {
    "zh": "下载批次逐行结果 CSV",
    "en": "What each line came to, as CSV"
  },
  "listStayOverlaps": {
    "zh": "住院日期重叠清单",
    "en": "Stays that overlap"
  },
  "decideByHand": {
    "zh": "登记人工核定金额",
    "en": "Give the amount of a rule that is settled by hand"
  },
  "listHandDecisions": {
    "zh": "查询人工核定",
    "en": "What was given by hand of a settlement"
  },
  "getStatement": {
    "zh": "医疗救助一站式结算单",
    "en": "The statement of a settlement, for printing"
  },
  "checkReceipt": {
    "zh": "核验结算单凭证号",
    "en": "Check a receipt number"
  },
  "getAnnualCap": {
    "zh": "年度限额查询",
    "en": "What is left of the yearly limits"
  },
  "getDepositWaiver": {
    "zh": "住院押金是否免交",
    "en": "Whether a hospital waives the deposit"
  },
  "listLedgerEntries": {
    "zh": "年度限额明细",
    "en": "The entries behind the annual cap"
  },
  "quotePremiumSubsidy": {
    "zh": "参保资助标准试算",
    "en": "What an identity is given towards the premium"
  },
  "getPremiumSubsidy": {
    "zh": "个人参保资助查询",
    "en": "What a person is given towards the premium"
  },
  "createPremiumSubsidy": {
    "zh": "登记参保资助",
    "en": "Record a premium subsidy"
  },
  "startPremiumSubsidyRun": {
    "zh": "批量资助参保",
    "en": "Subsidise the premiums of a region"
  },
  "listPremiumSubsidyRuns": {
    "zh": "资助批次列表",
    "en": "List runs"
  },
  "getPremiumSubsidyRun": {
    "zh": "查询资助批次",
    "en": "Read a run"
  },
  "listPremiumSubsidyLines": {
    "zh": "资助批次明细",
    "en": "The people of a run"
  },
  "exportPremiumSubsidyLines": {
    "zh": "按部门下载资助明细 CSV",
    "en": "The people of a run as CSV, for a department"
  },
  "exportPremiumSubsidyLinesSheet": {
    "zh": "按部门下载资助明细电子表格",
    "en": "The people of a run as a spreadsheet, for a department"
  },
  "exportPremiumSubsidyRun": {
    "zh": "按部门下载资助明细 CSV",
    "en": "The people of a run as CSV, for a department"
  },
  "getEnrolment": {
    "zh": "参保率",
    "en": "Rate of enrolment"
  },
  "listNotEnrolled": {
    "zh": "未参保名单",
    "en": "Who is not enrolled"
  },
  "exportNotEnrolled": {
    "zh": "下载未参保名单 CSV",
    "en": "Who is not enrolled, as CSV"
  },
  "exportNotEnrolledSheet": {
    "zh": "下载未参保名单电子表格",
    "en": "Who is not enrolled, as a spreadsheet"
  },
  "getOverview": {
    "zh": "地区年度总览",
    "en": "A year of a region in figures"
  },
  "listPlaces": {
    "zh": "各地对比",
    "en": "The places below a region side by side"
  },
  "exportPlaces": {
    "zh": "下载各地对比 CSV",
    "en": "The places below a region, as CSV"
  },
  "exportPlacesSheet": {
    "zh": "下载各地对比电子表格",
    "en": "The places below a region, as a spreadsheet"
  },
  "getLedgerDigest": {
    "zh": "台账签名摘要",
    "en": "A signed digest of the ledger"
  },
  "compareTotals": {
    "zh": "对总账",
    "en": "Compare totals"
  },
  "createReconciliation": {
    "zh": "对明细账",
    "en": "Compare lines"
  },
  "listReconciliations": {
    "zh": "查询对账列表",
    "en": "List reconciliations"
  },
  "getReconciliation": {
    "zh": "查询对账",
    "en": "Read a reconciliation"
  },
  "listDifferences": {
    "zh": "查询差异明细",
    "en": "What did not agree"
  },
  "exportDifferences": {
    "zh": "下载差异明细 CSV",
    "en": "The differences as CSV"
  },
  "createClearing": {
    "zh": "清算申请",
    "en": "Apply for clearing"
  },
  "listClearings": {
    "zh": "查询清算列表",
    "en": "List clearings"
  },
  "getClearing": {
    "zh": "查询清算",
    "en": "Read a clearing"
  },
  "deleteClearing": {
    "zh": "撤销清算申请",
    "en": "Withdraw an application"
  },
  "decideClearing": {
    "zh": "核准、暂缓、拨付",
    "en": "Approve, hold or pay"
  },
  "withdrawClearing": {
    "zh": "撤销清算申请",
    "en": "Withdraw an application"
  },
  "exportClearings": {
    "zh": "下载清算台账 CSV",
    "en": "Clearings as CSV"
  },
  "exportClearingsSheet": {
    "zh": "下载清算台账电子表格",
    "en": "Clearings as a spreadsheet"
  },
  "getFund": {
    "zh": "基金余额与承诺",
    "en": "A fund: balance and commitments"
  },
  "createFundReceipt": {
    "zh": "登记到账",
    "en": "Record money received"
  },
  "withdrawFundReceipt": {
    "zh": "撤回到账登记",
    "en": "Take back a receipt"
  },
  "createSubsidyPayment": {
    "zh": "拨付参保资助",
    "en": "Pay premium subsidies"
  },
  "createFundRecovery": {
    "zh": "追回多付款项",
    "en": "Recover what was wrongly paid"
  },
  "listFundJournal": {
    "zh": "基金日记账",
    "en": "The journal of a fund"
  },
  "getFundStatement": {
    "zh": "基金季度报表",
    "en": "A quarter of a fund"
  },
  "exportFundJournal": {
    "zh": "下载基金日记账 CSV",
    "en": "The journal of a fund as CSV"
  },
  "exportFundJournalSheet": {
    "zh": "下载基金日记账电子表格",
    "en": "The journal of a fund as a spreadsheet"
  },
  "exportSubsidyPaymentPeople": {
    "zh": "下载参保资助拨付名单 CSV",
    "en": "For whom premium subsidies were paid, as CSV"
  },
  "exportSubsidyPaymentPeopleSheet": {
    "zh": "下载参保资助拨付名单电子表格",
    "en": "For whom premium subsidies were paid, as a spreadsheet"
  },
  "putFundBudget": {
    "zh": "录入年度预算",
    "en": "Enter the budget of a year"
  },
  "getFundBudget": {
    "zh": "年度预算执行与预测",
    "en": "The budget of a year, and whether it will hold"
  },
  "createOpeningBalance": {
    "zh": "录入期初余额",
    "en": "Enter an opening balance"
  },
  "listOpeningBalances": {
    "zh": "查询期初余额列表",
    "en": "List opening balances"
  },
  "getOpeningBalance": {
    "zh": "查询期初余额",
    "en": "Read an opening balance"
  },
  "approveOpeningBalances": {
    "zh": "批量复核期初余额",
    "en": "Approve several"
  },
  "approveOpeningBalance": {
    "zh": "复核期初余额并记账",
    "en": "Approve an opening balance and post it"
  },
  "refuseOpeningBalance": {
    "zh": "退回期初余额",
    "en": "Refuse an opening balance"
  },
  "withdrawOpeningBalance": {
    "zh": "撤回期初余额",
    "en": "Withdraw an opening balance"
  },
  "reverseOpeningBalance": {
    "zh": "冲销期初余额",
    "en": "Take back an opening balance that was posted"
  },
  "createReimbursement": {
    "zh": "受理手工报销",
    "en": "Take a bill that was paid"
  },
  "listReimbursements": {
    "zh": "查询手工报销列表",
    "en": "List bills that were handed in"
  },
  "getReimbursement": {
    "zh": "查询手工报销",
    "en": "Read a bill that was handed in"
  },
  "quoteReimbursement": {
    "zh": "手工报销试算",
    "en": "What an approval would come to"
  },
  "checkReimbursement": {
    "zh": "初审手工报销",
    "en": "Check a bill"
  },
  "approveReimbursement": {
    "zh": "复核并结算手工报销",
    "en": "Approve a bill and settle it"
  },
  "refuseReimbursement": {
    "zh": "不予报销",
    "en": "Refuse a bill"
  },
  "withdrawReimbursement": {
    "zh": "撤回手工报销",
    "en": "Take a bill back"
  },
  "getReimbursementDocument": {
    "zh": "下载材料",
    "en": "A paper as it was handed in"
  },
  "exportReimbursements": {
    "zh": "下载手工报销 CSV",
    "en": "Bills that were handed in, as CSV"
  },
  "exportReimbursementsSheet": {
    "zh": "下载手工报销电子表格",
    "en": "Bills that were handed in, as a spreadsheet"
  },
  "createPayout": {
    "zh": "编制个人支付",
    "en": "Make a payout"
  },
  "listPayouts": {
    "zh": "查询个人支付列表",
    "en": "List payouts"
  },
  "listOwedToPeople": {
    "zh": "应付个人名单",
    "en": "Who is owed"
  },
  "getDaysToPay": {
    "zh": "受理至支付天数",
    "en": "Days from receipt to payment"
  },
  "getPayout": {
    "zh": "查询个人支付",
    "en": "Read a payout"
  },
  "mendPayoutAccount": {
    "zh": "更正收款账号",
    "en": "Mend the account"
  },
  "withdrawPayout": {
    "zh": "撤销个人支付",
    "en": "Withdraw a payout"
  },
  "createPayoutBatch": {
    "zh": "编制支付批次",
    "en": "Make a batch"
  },
  "listPayoutBatches": {
    "zh": "查询支付批次列表",
    "en": "List batches"
  },
  "getPayoutBatch": {
    "zh": "查询支付批次",
    "en": "Read a batch"
  },
  "listPayoutBatchLines": {
    "zh": "查询批次明细",
    "en": "Lines of a batch"
  },
  "approvePayoutBatch": {
    "zh": "复核支付批次",
    "en": "Approve a batch"
  },
  "sendPayoutBatch": {
    "zh": "发送支付批次",
    "en": "Send a batch"
  },
  "withdrawPayoutBatch": {
    "zh": "撤销支付批次",
    "en": "Withdraw a batch"
  },
  "exportPayoutBatch": {
    "zh": "下载银行代发文件",
    "en": "The file for the bank"
  },
  "exportPayoutBatchSheet": {
    "zh": "下载银行代发文件（电子表格）",
    "en": "The file for the bank, as a spreadsheet"
  },
  "getPayoutBatchFile": {
    "zh": "下载银行代发文件（电子表格）",
    "en": "The file for the bank, as a spreadsheet"
  },
  "createPayoutReturns": {
    "zh": "登记银行反馈",
    "en": "Enter what the bank said"
  },
  "getBankTemplate": {
    "zh": "查询银行文件模板",
    "en": "Form of the bank’s files"
  },
  "putBankTemplate": {
    "zh": "设置银行文件模板",
    "en": "Set the form of the bank’s files"
  },
  "startYearEndRun": {
    "zh": "发起年末救助",
    "en": "Close a year"
  },
  "listYearEndRuns": {
    "zh": "查询年末救助列表",
    "en": "List runs"
  },
  "getYearEndRun": {
    "zh": "查询年末救助",
    "en": "Read a run"
  },
  "listYearEndLines": {
    "zh": "年末救助明细",
    "en": "Who was aided"
  },
  "exportYearEndLines": {
    "zh": "下载年末救助明细 CSV",
    "en": "Who was aided, as CSV"
  },
  "exportYearEndLinesSheet": {
    "zh": "下载年末救助明细电子表格",
    "en": "Who was aided, as a spreadsheet"
  },
  "getJob": {
    "zh": "查询任务",
    "en": "Read a job"
  },
  "listJobs": {
    "zh": "查询任务列表",
    "en": "List jobs"
  },
  "withdrawJob": {
    "zh": "取消任务",
    "en": "Cancel a job"
  },
  "cancelJob": {
    "zh": "取消任务",
    "en": "Cancel a job"
  },
  "listPolicies": {
    "zh": "已加载的政策包",
    "en": "The policy packs that are loaded"
  },
  "reloadPolicies": {
    "zh": "重新加载政策包",
    "en": "Load the packs again"
  },
  "getPolicy": {
    "zh": "某地某日的政策",
    "en": "The policy of a region on a day"
  },
  "getPolicyPage": {
    "zh": "某地政策的阅读页面",
    "en": "The law of a region as a page to read"
  },
  "comparePolicies": {
    "zh": "两个日期的政策对照",
    "en": "The law of two days beside each other"
  },
  "getEntitlements": {
    "zh": "人员待遇享受检查",
    "en": "What a person is entitled to"
  },
  "getIndicators": {
    "zh": "绩效指标",
    "en": "Figures of a year’s aid"
  },
  "exportIndicators": {
    "zh": "下载绩效指标 CSV",
    "en": "Figures of a year’s aid as CSV"
  },
  "exportIndicatorsSheet": {
    "zh": "下载绩效指标电子表格",
    "en": "Figures of a year’s aid as a spreadsheet"
  },
  "startPolicyCorrection": {
    "zh": "发起政策更正",
    "en": "List whom a mistake in a pack paid"
  },
  "listPolicyCorrections": {
    "zh": "查询政策更正列表",
    "en": "List corrections"
  },
  "postPolicyCorrection": {
    "zh": "政策更正记账",
    "en": "Post a correction"
  },
  "resumePolicyCorrection": {
    "zh": "继续政策更正",
    "en": "Go on with a correction"
  },
  "getPolicyCorrection": {
    "zh": "查询政策更正",
    "en": "Read a correction"
  },
  "listCorrectedSettlements": {
    "zh": "政策更正逐笔明细",
    "en": "Settlements of a correction"
  },
  "exportCorrectedSettlements": {
    "zh": "下载政策更正明细 CSV",
    "en": "Settlements of a correction, as CSV"
  },
  "exportCorrectedSettlementsSheet": {
    "zh": "下载政策更正明细电子表格",
    "en": "Settlements of a correction, as a spreadsheet"
  },
  "listCorrectedPeople": {
    "zh": "政策更正涉及人员",
    "en": "People of a correction"
  },
  "listCorrectedHospitals": {
    "zh": "政策更正涉及医疗机构",
    "en": "Hospitals of a correction"
  },
  "startWhatIfRun": {
    "zh": "发起资金测算",
    "en": "Reckon what a draft would have cost"
  },
  "listWhatIfRuns": {
    "zh": "查询资金测算列表",
    "en": "List runs"
  },
  "stopWhatIfRun": {
    "zh": "停止资金测算",
    "en": "Stop a run"
  },
  "resumeWhatIfRun": {
    "zh": "继续资金测算",
    "en": "Go on with a run"
  },
  "getWhatIfRun": {
    "zh": "查询资金测算",
    "en": "Read a run"
  },
  "getWhatIfTable": {
    "zh": "资金测算的一张表",
    "en": "A table of a run"
  },
  "exportWhatIfTable": {
    "zh": "下载资金测算表 CSV",
    "en": "A table of a run, as CSV"
  },
  "exportWhatIfWorkbook": {
    "zh": "下载资金测算全部表格",
    "en": "All tables of a run, as a spreadsheet"
  },
  "getWhatIfPage": {
    "zh": "资金测算的打印页面",
    "en": "A run as a page to read and print"
  },
  "listWhatIfPeople": {
    "zh": "资金测算人员明细",
    "en": "Whom the draft gives what"
  },
  "exportWhatIfPeople": {
    "zh": "下载资金测算人员明细 CSV",
    "en": "Whom the draft gives what, as CSV"
  },
  "exportWhatIfPeopleSheet": {
    "zh": "下载资金测算人员明细电子表格",
    "en": "Whom the draft gives what, as a spreadsheet"
  },
  "correctSettlement": {
    "zh": "结算更正",
    "en": "Put a settlement right"
  },
  "listSettlementCorrections": {
    "zh": "查询结算更正",
    "en": "List corrections of settlements"
  },
  "previewSettlementCorrection": {
    "zh": "结算更正预览",
    "en": "Preview of putting a settlement right"
  },
  "listDebtors": {
    "zh": "查询欠款清单",
    "en": "Who owes a fund"
  },
  "exportDebtors": {
    "zh": "下载欠款清单 CSV",
    "en": "Who owes a fund, as CSV"
  },
  "exportDebtorsSheet": {
    "zh": "下载欠款清单电子表格",
    "en": "Who owes a fund, as a spreadsheet"
  },
  "readAuditLeads": {
    "zh": "稽核线索总览",
    "en": "Where an auditor starts"
  },
  "listAuditLeads": {
    "zh": "稽核线索明细",
    "en": "Findings of one kind"
  },
  "exportAuditLeads": {
    "zh": "下载稽核线索 CSV",
    "en": "Findings of one kind, as CSV"
  },
  "exportAuditLeadsSheet": {
    "zh": "下载稽核线索电子表格",
    "en": "Findings of one kind, as a spreadsheet"
  },
  "raiseDisallowance": {
    "zh": "提出稽核扣减",
    "en": "Take something out of a clearing"
  },
  "answerDisallowance": {
    "zh": "答复稽核扣减",
    "en": "Answer a disallowance"
  },
  "decideDisallowance": {
    "zh": "决定稽核扣减",
    "en": "Uphold or drop a disallowance"
  },
  "listDisallowances": {
    "zh": "查询稽核扣减",
    "en": "List disallowances"
  },
  "getDisallowance": {
    "zh": "查询一项稽核扣减",
    "en": "Read a disallowance"
  },
  "exportDisallowances": {
    "zh": "下载稽核扣减 CSV",
    "en": "Disallowances as CSV"
  },
  "exportDisallowancesSheet": {
    "zh": "下载稽核扣减电子表格",
    "en": "Disallowances as a spreadsheet"
  },
  "putHospital": {
    "zh": "登记医疗机构",
    "en": "Register a hospital"
  },
  "getHospital": {
    "zh": "查询医疗机构",
    "en": "Read a hospital"
  },
  "getHospitalTerms": {
    "zh": "医疗机构历次等级与定点",
    "en": "What a hospital was from day to day"
  },
  "listHospitals": {
    "zh": "医疗机构列表",
    "en": "List hospitals"
  },
  "putBeneficiary": {
    "zh": "登记参保人",
    "en": "Register a person"
  },
  "getBeneficiary": {
    "zh": "查询参保人",
    "en": "Read a person"
  },
  "listBeneficiaryVersions": {
    "zh": "参保人更正前的登记",
    "en": "What a person was registered as before"
  },
  "listBeneficiaries": {
    "zh": "参保人列表",
    "en": "List people"
  },
  "searchBeneficiaries": {
    "zh": "按证件号码、姓名或人员编号查询参保人",
    "en": "Find a person by card, name or number"
  },
  "exportPersonFile": {
    "zh": "导出个人信息",
    "en": "Somebody’s whole file"
  },
  "createIdentity": {
    "zh": "登记救助身份",
    "en": "Record an identity"
  },
  "listIdentities": {
    "zh": "查询救助身份",
    "en": "Identities of a person"
  },
  "endIdentity": {
    "zh": "终止救助身份",
    "en": "End an identity"
  },
  "reopenIdentity": {
    "zh": "恢复误终止的身份",
    "en": "Take back the end of an identity"
  },
  "annulIdentity": {
    "zh": "作废误登的身份",
    "en": "Annul an identity"
  },
  "createEnrolment": {
    "zh": "登记参保",
    "en": "Record an enrolment"
  },
  "listEnrolments": {
    "zh": "查询参保登记",
    "en": "Enrolments of a person"
  },
  "createInsuredRegion": {
    "zh": "登记参保地",
    "en": "Record where a person is insured"
  },
  "listInsuredRegions": {
    "zh": "查询参保地登记",
    "en": "Insured regions of a person"
  },
  "createFiling": {
    "zh": "异地就医备案",
    "en": "File care elsewhere"
  },
  "listFilings": {
    "zh": "查询备案",
    "en": "List filings"
  },
  "withdrawFiling": {
    "zh": "撤销备案",
    "en": "Withdraw a filing"
  },
  "listUnfiledReferrals": {
    "zh": "未备案转诊清单",
    "en": "Referrals that nobody filed"
  },
  "listReferralRequests": {
    "zh": "待确认的转院备案",
    "en": "Referrals of hospitals that wait for the bureau"
  },
  "decideReferralRequest": {
    "zh": "确认或退回转院备案",
    "en": "Confirm or refuse a referral"
  },
  "createJoin": {
    "zh": "合并同一人的两个编号",
    "en": "Join two numbers of one person"
  },
  "getJoins": {
    "zh": "查询同一人的编号",
    "en": "Numbers of one person"
  },
  "listSamePeople": {
    "zh": "疑似同一人的编号",
    "en": "Numbers that may be one person"
  },
  "putDeath": {
    "zh": "登记死亡",
    "en": "Record a death"
  },
  "getDeath": {
    "zh": "查询死亡登记",
    "en": "Read a death"
  },
  "listSettledAfterDeath": {
    "zh": "死亡之后的结算清单",
    "en": "What was settled after deaths"
  },
  "createApplication": {
    "zh": "受理申请",
    "en": "Take an application"
  },
  "listApplications": {
    "zh": "查询申请列表",
    "en": "List applications"
  },
  "getApplication": {
    "zh": "查询申请",
    "en": "Read an application"
  },
  "checkApplication": {
    "zh": "核查核对",
    "en": "Record the check"
  },
  "publiciseApplication": {
    "zh": "公示",
    "en": "Record the publication"
  },
  "refuseApplication": {
    "zh": "不予批准",
    "en": "Refuse"
  },
  "withdrawApplication": {
    "zh": "撤回",
    "en": "Withdraw"
  },
  "addApplicationDocuments": {
    "zh": "登记补交材料",
    "en": "Record papers that follow"
  },
  "forwardApplication": {
    "zh": "转办",
    "en": "Forward to a department"
  },
  "tellApplicationOutcome": {
    "zh": "反馈结果",
    "en": "Tell the outcome"
  },
  "approveApplication": {
    "zh": "批准",
    "en": "Approve"
  },
  "previewApplicationRecalculation": {
    "zh": "重算预览",
    "en": "Preview of the recalculation"
  },
  "recalculateApplication": {
    "zh": "重算",
    "en": "Recalculate"
  },
  "listRecalculationDifferences": {
    "zh": "按现行政策的重算差异",
    "en": "What the law of now would change of a year"
  },
  "previewRecalculation": {
    "zh": "年度重算预览",
    "en": "Preview of recalculating a year"
  },
  "recalculate": {
    "zh": "年度重算",
    "en": "Recalculate a year"
  },
  "startRecalculationRun": {
    "zh": "发起批量重算",
    "en": "List whom recalculating a year would touch"
  },
  "listRecalculationRuns": {
    "zh": "查询批量重算列表",
    "en": "List runs of recalculations"
  },
  "approveRecalculationRun": {
    "zh": "复核批量重算并记账",
    "en": "Approve a run and post it"
  },
  "withdrawRecalculationRun": {
    "zh": "撤回批量重算",
    "en": "Withdraw a run before it is posted"
  },
  "resumeRecalculationRun": {
    "zh": "继续批量重算",
    "en": "Go on with a run that was stopped"
  },
  "getRecalculationRun": {
    "zh": "查询批量重算",
    "en": "Read a run of recalculations"
  },
  "listRecalculationRunLines": {
    "zh": "批量重算逐笔明细",
    "en": "Settlements of a run"
  },
  "exportRecalculationRunLines": {
    "zh": "下载批量重算明细 CSV",
    "en": "Settlements of a run, as CSV"
  },
  "exportRecalculationRunLinesSheet": {
    "zh": "下载批量重算明细电子表格",
    "en": "Settlements of a run, as a spreadsheet"
  },
  "listRecalculationRunPeople": {
    "zh": "批量重算涉及人员",
    "en": "People of a run"
  },
  "listRecalculationRunHospitals": {
    "zh": "批量重算涉及医疗机构",
    "en": "Hospitals of a run"
  },
  "createRegistration": {
    "zh": "人员慢特病备案",
    "en": "Register a disease of a person"
  },
  "listRegistrations": {
    "zh": "人员慢特病备案查询",
    "en": "Registrations of a person"
  },
  "endRegistration": {
    "zh": "终止备案",
    "en": "End a registration"
  },
  "listRegistrationRequests": {
    "zh": "医疗机构提交的备案",
    "en": "What hospitals ask to have registered"
  },
  "decideRegistrationRequest": {
    "zh": "确认或退回",
    "en": "Confirm or refuse it"
  },
  "listRosters": {
    "zh": "名单列表与报送情况",
    "en": "List rosters, and who is late"
  },
  "uploadRoster": {
    "zh": "报送救助对象名单",
    "en": "Send a department’s list"
  },
  "getRoster": {
    "zh": "查询名单",
    "en": "Read a roster"
  },
  "listRosterChanges": {
    "zh": "名单带来的变动",
    "en": "What the list changes"
  },
  "exportRosterReport": {
    "zh": "下载未采用行报告 CSV",
    "en": "The lines that were not taken, as CSV"
  },
  "getRosterReport": {
    "zh": "下载未采用行报告 CSV",
    "en": "The lines that were not taken, as CSV"
  },
  "applyRoster": {
    "zh": "执行名单",
    "en": "Apply a roster"
  },
  "withdrawRoster": {
    "zh": "放弃名单",
    "en": "Give up a roster"
  },
  "getRosterTemplate": {
    "zh": "下载名单模板",
    "en": "An empty list to fill in"
  },
  "getRosterTemplateSheet": {
    "zh": "下载名单模板（电子表格）",
    "en": "An empty list to fill in, as a spreadsheet"
  },
  "exportRosterChanges": {
    "zh": "下载名单变动 CSV（含姓名）",
    "en": "What the list changes, with names, as CSV"
  },
  "exportRosterChangesSheet": {
    "zh": "下载名单变动电子表格（含姓名）",
    "en": "What the list changes, with names, as a spreadsheet"
  },
  "listRosterNewPeople": {
    "zh": "名单新人员（待复核）",
    "en": "New people of a list to review"
  },
  "exportRosterNewPeople": {
    "zh": "下载新人员名单 CSV",
    "en": "New people of a list, as CSV"
  },
  "exportRosterNewPeopleSheet": {
    "zh": "下载新人员名单电子表格",
    "en": "New people of a list, as a spreadsheet"
  },
  "reviewRosterNewPeople": {
    "zh": "复核新人员",
    "en": "Take or refuse new people of a list"
  },
  "createCaller": {
    "zh": "签发密钥",
    "en": "Issue a key"
  },
  "listCallers": {
    "zh": "调用方列表",
    "en": "List callers"
  },
  "withdrawCaller": {
    "zh": "吊销密钥",
    "en": "Revoke a key"
  },
  "revokeCaller": {
    "zh": "吊销密钥",
    "en": "Revoke a key"
  },
  "createOperator": {
    "zh": "添加操作员",
    "en": "Add a person who signs in"
  },
  "listOperators": {
    "zh": "操作员列表",
    "en": "List operators"
  },
  "getOperator": {
    "zh": "查询操作员",
    "en": "Read an operator"
  },
  "updateOperator": {
    "zh": "变更姓名或岗位",
    "en": "Change name or posts"
  },
  "resetOperatorPassword": {
    "zh": "重置密码",
    "en": "Give a new first password"
  },
  "withdrawOperator": {
    "zh": "停用操作员",
    "en": "Withdraw an operator"
  },
  "getOwnSession": {
    "zh": "当前会话",
    "en": "Who is signed in"
  },
  "signOut": {
    "zh": "退出登录",
    "en": "Sign out"
  },
  "withdrawOwnSession": {
    "zh": "退出登录",
    "en": "Sign out"
  },
  "changeOwnPassword": {
    "zh": "修改密码",
    "en": "Change the own password"
  },
  "endSession": {
    "zh": "结束会话",
    "en": "End somebody’s session"
  },
  "listTasks": {
    "zh": "待复核事项",
    "en": "What waits for a second pair of eyes"
  },
  "getTask": {
    "zh": "查询事项",
    "en": "Read a task"
  },
  "approveTask": {
    "zh": "复核通过并执行",
    "en": "Approve a task, and have it done"
  },
  "refuseTask": {
    "zh": "复核退回",
    "en": "Refuse a task"
  },
  "withdrawTask": {
    "zh": "撤回事项",
    "en": "Take back what one asked for"
  },
  "listAuditEvents": {
    "zh": "操作留痕",
    "en": "Who did what"
  },
  "exportAuditEvents": {
    "zh": "导出操作留痕",
    "en": "The same as a file"
  },
  "listLookups": {
    "zh": "查询留痕",
    "en": "Who looked at whom"
  },
  "listRegisterChanges": {
    "zh": "登记变更与导出留痕",
    "en": "What was changed, exported or shown whole"
  },
  "exportRegisterChanges": {
    "zh": "下载登记变更留痕 CSV",
    "en": "The same, as CSV"
  },
  "readCertificate": {
    "zh": "读取证件",
    "en": "Read a certificate"
  },
  "listAlerts": {
    "zh": "查询预警列表",
    "en": "List early warnings"
  },
  "exportAlerts": {
    "zh": "导出推送名单",
    "en": "The file for a department"
  },
  "exportAlertsSheet": {
    "zh": "导出推送名单（电子表格）",
    "en": "The file for a department, as a spreadsheet"
  },
  "exportAlertsFile": {
    "zh": "导出推送名单",
    "en": "The file for a department"
  },
  "getAlert": {
    "zh": "查询预警",
    "en": "Read an early warning"
  },
  "createAlertFollowUp": {
    "zh": "登记核查结果",
    "en": "Record a follow-up"
  },
  "startAlertSweep": {
    "zh": "筛查",
    "en": "Look for people above the line"
  },
  "createWebhook": {
    "zh": "登记推送地址",
    "en": "Register a webhook"
  },
  "listWebhooks": {
    "zh": "查询推送地址",
    "en": "List webhooks"
  },
  "getWebhook": {
    "zh": "查询推送地址详情",
    "en": "Read a webhook"
  },
  "deleteWebhook": {
    "zh": "删除推送地址",
    "en": "Delete a webhook"
  },
  "withdrawWebhook": {
    "zh": "删除推送地址",
    "en": "Delete a webhook"
  },
  "listDeliveries": {
    "zh": "查询推送记录",
    "en": "What was sent"
  },
  "resendDelivery": {
    "zh": "重发",
    "en": "Send a dead letter again"
  },
  "resendDeadDeliveries": {
    "zh": "全部重发",
    "en": "Send the dead letters again"
  },
  "resetDemo": {
    "zh": "重置演示环境",
    "en": "Begin the demo anew"
  },
  "setDemoClock": {
    "zh": "设置演示时钟",
    "en": "Set the demo’s clock"
  },
  "uploadReconciliationFile": {
    "zh": "上传对账明细",
    "en": "Upload lines"
  },
  "createOpeningBalancesOfFile": {
    "zh": "批量录入期初余额",
    "en": "Enter opening balances from a list"
  },
  "createReimbursementsOfFile": {
    "zh": "批量受理手工报销",
    "en": "Take bills from a list"
  },
  "addReimbursementDocument": {
    "zh": "上传材料",
    "en": "Add a paper"
  },
  "createPayoutsOfFile": {
    "zh": "批量编制个人支付",
    "en": "Make payouts from a list"
  },
  "createPayoutReturnsOfFile": {
    "zh": "读取银行反馈文件",
    "en": "Read the bank’s answer"
  },
  "sendMessage": {
    "zh": "定点医药机构接口报文",
    "en": "A national hospital message"
  },
  "sendMessageByNumber": {
    "zh": "定点医药机构接口报文",
    "en": "A national hospital message"
  }
}
