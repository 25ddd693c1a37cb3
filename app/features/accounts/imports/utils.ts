import type { TFunction } from "i18next";
import {
  IMPORT_FIELDS,
  type ImportField,
  type ImportKind,
  isImportField,
  type Mapping,
  REQUIRED_FIELDS,
} from "./fields/schema";
import { fieldKey } from "./rows/utils";

/** Headings that other tools give these columns, as `fieldKey` folds them. */
const HEADINGS: Readonly<Record<ImportField, string>> = {
  name: "名前 名称 氏名 お名前 姓名 担当者名 フルネーム name fullname contactname",
  reading:
    "よみ ヨミ 読み よみがな 読み仮名 ふりがな フリガナ カナ かな 会社名カナ 氏名カナ reading kana furigana phonetic",
  domain: "ドメイン メールドメイン webサイト url ホームページ サイト domain maildomain website web homepage",
  notes: "メモ 備考 ノート 説明 コメント notes note memo description comment remarks",
  owner:
    "担当 担当者 営業担当 所有者 自社担当 自社担当者 オーナー owner accountowner dealowner assignedto rep",
  email: "メール メールアドレス eメール email mail emailaddress mailaddress address",
  account:
    "取引先 取引先名 会社 会社名 企業 企業名 社名 顧客 顧客名 法人名 account accountname company companyname organization organisation customer",
  phone: "電話 電話番号 tel 携帯 携帯電話 連絡先 phone phonenumber telephone mobile",
  title: "役職 肩書 肩書き 職位 title jobtitle position",
  department: "部署 部署名 所属 部門 department division team",
  decisionRole: "役割 意思決定での役割 決裁での役割 立場 意思決定 決裁 role decisionrole partinthedecision",
  stage: "フェーズ ステージ 段階 商談フェーズ 商談ステージ 進捗 stage dealstage salesstage phase",
  amount: "金額 受注金額 見込金額 予定金額 商談金額 売上 予算 amount dealamount value revenue price",
  currency: "通貨 通貨コード currency currencycode",
  closeDate:
    "成約予定日 完了予定日 受注予定日 終了予定日 クローズ日 クローズ予定日 締結予定日 見込日 期日 closedate expectedclose expectedclosedate closingdate duedate",
};

/** In these kinds the name of the thing itself may be headed by other words. */
const NAME_HEADINGS: Readonly<Record<ImportKind, string>> = {
  accounts: `${HEADINGS.account} 名前 名称 name`,
  contacts: HEADINGS.name,
  deals: "商談 商談名 案件 案件名 件名 名前 名称 deal dealname opportunity opportunityname name title",
};

/** A first mapping from the headings; every column is used once. */
export function guessMapping(kind: ImportKind, columns: readonly string[]): Mapping {
  const headings = columns.map(fieldKey);
  const used = new Set<number>();
  const mapping: Partial<Record<ImportField, number>> = {};
  for (const field of IMPORT_FIELDS[kind]) {
    const words = new Set(
      (field === "name" ? NAME_HEADINGS[kind] : HEADINGS[field]).split(" ").map(fieldKey),
    );
    const index = headings.findIndex((heading, at) => words.has(heading) && !used.has(at));
    if (index < 0) continue;
    used.add(index);
    mapping[field] = index;
  }
  return mapping;
}

export function missingFields(kind: ImportKind, mapping: Mapping): ImportField[] {
  return REQUIRED_FIELDS[kind].filter((field) => mapping[field] === undefined);
}

/** Headings that stand over more than one column, each once. */
export function repeatedHeadings(columns: readonly string[]): string[] {
  const named = columns.filter((column) => column !== "");
  return [...new Set(named.filter((column, at) => named.indexOf(column) !== at))];
}

/** Columns as a person tells them apart: repeated ones are numbered, nameless ones called by their place. */
export function columnNames(columns: readonly string[], nameless: (place: number) => string): string[] {
  const seen = new Map<string, number>();
  return columns.map((column, at) => {
    if (column === "") return nameless(at + 1);
    const nth = (seen.get(column) ?? 0) + 1;
    seen.set(column, nth);
    return nth === 1 ? column : `${column} (${nth})`;
  });
}

const DATA_LIKE = /@.+\.|^[\d,.\s/¥$€-]{3,}$|^https?:/;

/** True when the first row reads like data, so that the file seems to have no heading. */
export function looksHeadless(kind: ImportKind, columns: readonly string[]): boolean {
  if (Object.keys(guessMapping(kind, columns)).length > 0) return false;
  return columns.some((column) => DATA_LIKE.test(column));
}

/** Reasons that have words; one that a newer version stored has none here. */
// biome-ignore format: a list to be read at a glance
const REASONS = [
  "required", "too_long", "invalid", "email", "domain", "date", "amount", "currency", "stage", "role", "owner",
  "account_unknown", "account_ambiguous", "other_account", "archived", "email_taken", "not_yours", "cell_count",
] as const;

type Words = TFunction<"imports">;

/** Why a row was refused, as a sentence in the reader's language. */
export function reasonText(t: Words, { field, reason }: { field: string; reason: string }): string {
  const known = REASONS.find((one) => one === reason) ?? "other";
  const name = isImportField(field) ? t(`fields.${field}`) : t("fields.row");
  return t("reason", { field: name, reason: t(`reasons.${known}`) });
}
