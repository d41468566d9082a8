/* The register of indicators: what is counted or measured, and how it may be added up. */
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

static const KheoChoice value_types[] = {
  { "count", N_ ("Whole number"), "so luong|so nguyen|so dem|so" },
  { "decimal", N_ ("Number with decimals"), "so thap phan|so le|so do" },
  { "money", N_ ("Money"), "tien|kinh phi|tri gia|gia tri|so tien" },
  { "percent", N_ ("Percentage"), "ti le|phan tram|ti le phan tram" },
  { "yes-no", N_ ("Yes or no"), "co khong|dat khong dat|co hoac khong" },
  { NULL },
};

static const KheoChoice natures[] = {
  { "flow", N_ ("Happens in the period"), "phat sinh|phat sinh trong ki|trong ki|luong" },
  { "stock", N_ ("Stands at the end of the period"),
    "hien co|hien co cuoi ki|luy ke|cuoi ki|so du|thoi diem" },
  { NULL },
};

static const KheoChoice across_units[] = {
  { "sum", N_ ("Add up"), "cong|cong don|tong|cong cac don vi" },
  { "ratio", N_ ("Divide the sums"), "ti le|tinh lai ti le|chia tong|tinh lai ti le tu tong" },
  { "distinct", N_ ("Add up, the same may be counted twice"),
    "dem khong trung|co the trung|khong trung lap|cong don co the trung" },
  { "none", N_ ("Do not add"), "khong cong|khong cong don|khong" },
  { NULL },
};

static const KheoChoice across_time[] = {
  { "sum", N_ ("Add up"), "cong|cong don|tong|cong cac ki" },
  { "last", N_ ("Take the last"), "lay so cuoi ki|cuoi ki|gia tri cuoi|so cuoi ki" },
  { "ratio", N_ ("Divide the sums"), "ti le|tinh lai ti le|chia tong|tinh lai ti le tu tong" },
  { "none", N_ ("Do not add"), "khong cong|khong cong don|khong" },
  { NULL },
};

static const KheoChoice directions[] = {
  { "up", N_ ("More is better"), "cang cao cang tot|tang|cao" },
  { "down", N_ ("Less is better"), "cang thap cang tot|giam|thap" },
  { NULL },
};

static const KheoChoice levels[] = {
  { "hamlet", N_ ("Hamlet"), "thon|cap thon|thon to dan pho|khu dan cu" },
  { "commune", N_ ("Commune"), "xa|cap xa|phuong|cap phuong|xa phuong|co so|cap co so" },
  { "district", N_ ("District"), "huyen|cap huyen|quan|cap quan" },
  { "province", N_ ("Province"), "tinh|cap tinh|tinh thanh pho" },
  { NULL },
};

static const KheoChoice frequencies[] = {
  { "month", N_ ("Monthly"), "thang|hang thang|hang thang 1 lan" },
  { "quarter", N_ ("Quarterly"), "qui|hang qui" },
  { "half-year", N_ ("Half-yearly"), "6 thang|nua nam|sau thang" },
  { "year", N_ ("Yearly"), "nam|hang nam" },
  { "term", N_ ("Once a term"), "nhiem ki|5 nam|ca nhiem ki|moi nhiem ki" },
  { NULL },
};

static const KheoField fields[KHEO_INDICATOR_N_FIELDS] = {
  [KHEO_INDICATOR_CODE] = {
    .name = "code",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Indicator code"),
    .section = N_ ("Indicator"),
    .help = N_ ("A short code, yours or the catalogue's; no two indicators have the same."),
    .synonyms = "ma chi tieu|ma so chi tieu|ki hieu chi tieu",
    .width = 10,
  },
  [KHEO_INDICATOR_NAME] = {
    .name = "name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY
             | KHEO_FIELD_SORT_KEY,
    .label = N_ ("Name of indicator"),
    .section = N_ ("Indicator"),
    .help = N_ ("What is counted, as the form heads it."),
    .synonyms = "ten chi tieu|chi tieu|noi dung chi tieu|chi tieu thong ke|ten chi tieu thong ke"
                "|ten chi so|chi so",
    .width = 42,
  },
  [KHEO_INDICATOR_UNIT_OF_MEASURE] = {
    .name = "unit_of_measure",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN,
    .label = N_ ("Unit of measure"),
    .section = N_ ("Indicator"),
    .help = N_ ("“hộ”, “mô hình”, “km”; money is always kept in đồng."),
    .synonyms = "don vi tinh|dvt|d v t|dv tinh|don vi do",
    .width = 14,
  },
  [KHEO_INDICATOR_VALUE_TYPE] = {
    .name = "value_type",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Kind of value"),
    .section = N_ ("Indicator"),
    .choices = value_types,
    .synonyms = "loai gia tri|kieu gia tri|kieu so lieu|loai so lieu",
    .width = 14,
  },
  [KHEO_INDICATOR_DECIMALS] = {
    .name = "decimals",
    .type = KHEO_FIELD_INTEGER,
    .flags = KHEO_FIELD_REQUIRED,
    .label = N_ ("Decimals"),
    .section = N_ ("Indicator"),
    .help = N_ ("Digits kept after the comma; 0 for counts and money."),
    .synonyms = "so chu so thap phan|so le sau dau phai",
    .min = 0,
    .max = 6,
    .width = 8,
  },
  [KHEO_INDICATOR_NATURE] = {
    .name = "nature",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_FILTER,
    .label = N_ ("Nature"),
    .section = N_ ("Adding up"),
    .help = N_ ("Money raised in a quarter happens; models being kept up stand at its end."),
    .choices = natures,
    .synonyms = "tinh chat|tinh chat so lieu",
    .width = 18,
  },
  [KHEO_INDICATOR_ACROSS_UNITS] = {
    .name = "across_units",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED,
    .label = N_ ("Over units"),
    .section = N_ ("Adding up"),
    .choices = across_units,
    .synonyms = "cong theo don vi|tong hop theo don vi",
    .width = 18,
  },
  [KHEO_INDICATOR_ACROSS_TIME] = {
    .name = "across_time",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED,
    .label = N_ ("Over time"),
    .section = N_ ("Adding up"),
    .choices = across_time,
    .synonyms = "cong theo thoi gian|tong hop theo thoi gian|cong theo ki",
    .width = 18,
  },
  [KHEO_INDICATOR_DIRECTION] = {
    .name = "direction",
    .type = KHEO_FIELD_CHOICE,
    .label = N_ ("Direction"),
    .section = N_ ("Adding up"),
    .choices = directions,
    .synonyms = "chieu huong|chieu danh gia",
    .width = 14,
  },
  [KHEO_INDICATOR_LEVEL] = {
    .name = "level",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Reported by"),
    .section = N_ ("Reporting"),
    .help = N_ ("Level of the units that report it; who of them has not reported is told."),
    .choices = levels,
    .synonyms = "cap bao cao|cap thu thap|cap thong ke",
    .width = 12,
  },
  [KHEO_INDICATOR_FREQUENCY] = {
    .name = "frequency",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Frequency"),
    .section = N_ ("Reporting"),
    .choices = frequencies,
    .synonyms = "ki bao cao chi tieu|tan suat|dinh ki|chu ki bao cao",
    .width = 12,
  },
  [KHEO_INDICATOR_PARENT] = {
    .name = "parent_id",
    .type = KHEO_FIELD_RECORD,
    .label = N_ ("Part of"),
    .section = N_ ("Indicator"),
    .help = N_ ("The indicator that this one breaks down (“trong đó”)."),
    .synonyms = "chi tieu cha|thuoc chi tieu|trong do cua",
    .target = "indicators",
    .width = 24,
  },
  [KHEO_INDICATOR_SECTION] = {
    .name = "section",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Group of indicators"),
    .section = N_ ("Indicator"),
    .help = N_ ("The heading under which lists show it."),
    .synonyms = "nhom chi tieu|linh vuc chi tieu|phan chi tieu",
    .width = 24,
  },
  [KHEO_INDICATOR_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Indicator"),
    .synonyms = "ghi chu|chu thich|gc",
    .width = 24,
  },
};

const KheoRegister kheo_register_indicators = {
  .name = "indicators",
  .table = "indicator",
  .label = N_ ("Indicators"),
  .one = N_ ("indicator"),
  .titles = "danh muc chi tieu|he thong chi tieu|bo chi tieu|danh sach chi tieu"
            "|danh muc chi tieu thong ke|he thong chi tieu thong ke",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
