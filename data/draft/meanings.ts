/** What words in a column of a closed list mean; the first pattern found in a word decides. */
export const wordMeanings: Readonly<
  Record<string, readonly (readonly [RegExp, string | number | boolean])[]>
> = {
  'area.level': [
    [/网格|cell|grid/i, 'cell'],
    [/社区|村|居委|community|neighbou?rhood/i, 'community'],
    [/区|街道|镇|district|town/i, 'district'],
  ],
  'site.kind': [
    [/卡口|检查点|卡点|checkpoint/i, 'checkpoint'],
    [/工地|在建|项目|施工|construction|worksite/i, 'worksite'],
    [/市场|超市|商场|商店|便利店|grocery|market|store|shop/i, 'market'],
    [/学校|幼儿园|小学|中学|大学|托幼|school|kindergarten|daycare|college|university/i, 'school'],
    [/医院|诊所|卫生|药店|养老|hospital|clinic|medical|pharmacy|nursing/i, 'medical'],
    [/小区|楼盘|住宅|公寓|compound|residential|apartment/i, 'compound'],
    [/公园|广场|景区|park|square/i, 'park'],
    [/自然村|村庄|^村$|village/i, 'village'],
    [/机关|政府|部门|事业单位|department|government|office/i, 'department'],
    [/企业|公司|厂|餐饮|饭店|酒店|restaurant|enterprise|company|factory|hotel|bakery/i, 'enterprise'],
  ],
  'visit.mode': [
    [/电话|phone|call/i, 'phone'],
    [/定点|驻点|fixed/i, 'fixed-point'],
    [/现场|实地|上门|on.?site|visit|field/i, 'on-site'],
  ],
  'visit.result': [
    [/未到|没到|未去|not.?reached|no.?show/i, 'not-reached'],
    [/拒绝|未进|关门|歇业|无人|no.?entry|refus|closed|out of business/i, 'no-entry'],
    [/不合格|不通过|不符合|未通过|^否$|fail/i, 'fail'],
    [/基本合格|基本符合|整改|有条件|conditional|pass w/i, 'conditional'],
    [/合格|通过|符合|正常|^是$|pass/i, 'pass'],
    [/完成|已办|done|complete/i, 'done'],
  ],
  'visit.purpose': [
    [/举报|投诉|线索|tip|complaint/i, 'tip'],
    [/复查|复核|回头看|re.?check|re.?inspection/i, 'recheck'],
    [/交办|督办|专项|order|task/i, 'order'],
    [/日常|例行|常规|随机|routine|canvass|random/i, 'routine'],
  ],
  'issue.severity': [
    [/^[4四]|特别|重大|critical|特大/i, 4],
    [/^[3三]|较大|严重|major|serious|high/i, 3],
    [/^[2二]|一般|moderate|medium/i, 2],
    [/^[1一]|轻微|较轻|minor|low/i, 1],
  ],
  'issue.source': [
    [/自查|self/i, 'self'],
    [/举报|投诉|线索|tip|complaint/i, 'tip'],
    [/上报|报告|report/i, 'report'],
    [/检查|走访|巡查|visit|inspection/i, 'visit'],
  ],
  'tip.channel': [
    [/电话|热线|hotline|12345/i, 'hotline'],
    [/邮箱|信箱|mail/i, 'mailbox'],
    [/微信|wechat/i, 'wechat'],
    [/qq/i, 'qq'],
    [/./, 'other'],
  ],
  boolean: [
    [/^(是|true|t|yes|y|1|有|√)$/i, true],
    [/^(否|false|f|no|n|0|无|×)$/i, false],
  ],
}
