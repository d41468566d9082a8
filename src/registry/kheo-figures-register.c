/* The registers of figures and of targets: a number of one unit, one indicator and one period. */
#include "kheo-registers.h"
#include "kheo-source-fields.h"
#include "kheo-unit-synonyms.h"

#include <glib/gi18n-lib.h>

#define UNIT_SYNONYMS                                                                              \
  KHEO_UNIT_SYNONYMS                                                                               \
  "|don vi bao cao|huyen xa|thon|ten thon|thon to dan pho|khu dan cu|thon ban"                     \
  "|ten don vi bao cao"

#define INDICATOR_SYNONYMS                                                                         \
  "chi tieu|ten chi tieu|noi dung chi tieu|chi tieu thong ke|noi dung|chi so|ten chi so"           \
  "|noi dung bao cao|chi tieu bao cao|ten chi tieu bao cao"

#define PERIOD_SYNONYMS                                                                            \
  "ki|ki bao cao|ki so lieu|thoi ki|thoi gian|giai doan|nam|qui|thang|nam bao cao"                 \
  "|thoi gian bao cao|ki thong ke|qui nam|thang nam"

static const KheoChoice states[] = {
  { "value", N_ ("A number"), "co so lieu|so lieu|co" },
  { "nil", N_ ("None to report"), "khong phat sinh|khong co|khong" },
  { "missing", N_ ("Not reported"), "chua co so lieu|chua bao cao|thieu|khong ro" },
  { "not-applicable", N_ ("Does not apply"), "khong ap dung|khong thuoc doi tuong|kad" },
  { NULL },
};

static const KheoChoice qualifiers[] = {
  { "more-than", N_ ("more than"), "hon|tren|nhieu hon" },
  { "almost", N_ ("almost"), "gan|duoi|xap xi duoi" },
  { "about", N_ ("about"), "khoang|uoc|uoc tinh|xap xi" },
  { NULL },
};

static const KheoChoice directions[] = {
  { "at-least", N_ ("at least"), "it nhat|toi thieu|tu|khong thap hon|tro len" },
  { "at-most", N_ ("at most"), "nhieu nhat|toi da|khong qua|khong vuot qua" },
  { "exactly", N_ ("exactly"), "bang|dung|chinh xac" },
  { NULL },
};

static const KheoField figure_fields[KHEO_FIGURE_N_FIELDS] = {
  [KHEO_FIGURE_INDICATOR] = {
    .name = "indicator_id",
    .type = KHEO_FIELD_RECORD,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY | KHEO_FIELD_FILTER,
    .label = N_ ("Indicator"),
    .section = N_ ("Figure"),
    .synonyms = INDICATOR_SYNONYMS,
    .target = "indicators",
    .width = 36,
  },
  [KHEO_FIGURE_UNIT] = {
    .name = "unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Unit"),
    .section = N_ ("Figure"),
    .help = N_ ("The unit that reported the number for itself and all below it."),
    .synonyms = UNIT_SYNONYMS,
    .width = 24,
  },
  [KHEO_FIGURE_PERIOD] = {
    .name = "period",
    .type = KHEO_FIELD_PERIOD,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY | KHEO_FIELD_FILTER,
    .label = N_ ("Period"),
    .section = N_ ("Figure"),
    .help = N_ ("2024, quý III/2024, 6 tháng đầu năm 2024, 7/2024 …"),
    .synonyms = PERIOD_SYNONYMS,
    .width = 18,
  },
  [KHEO_FIGURE_STATE] = {
    .name = "state",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_FILTER,
    .label = N_ ("State"),
    .section = N_ ("Figure"),
    .help = N_ ("None is an answer, namely zero; not reported is no answer."),
    .choices = states,
    .synonyms = "tinh trang|tinh trang so lieu|trang thai so lieu",
    .width = 16,
  },
  [KHEO_FIGURE_VALUE] = {
    .name = "value",
    .type = KHEO_FIELD_AMOUNT,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Value"),
    .section = N_ ("Figure"),
    .help = N_ ("In the indicator's unit of measure; of a rate, what is counted."),
    .synonyms = "so lieu|gia tri|ket qua|so luong|ket qua thuc hien|thuc hien|so lieu bao cao"
                "|so thuc hien|ket qua dat duoc|da thuc hien",
    .width = 16,
  },
  [KHEO_FIGURE_DENOMINATOR] = {
    .name = "denominator",
    .type = KHEO_FIELD_AMOUNT,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Out of"),
    .section = N_ ("Figure"),
    .help = N_ ("Of a rate, what it is a part of: 1.452 of 1.452 hamlets."),
    .synonyms = "tong so|mau so|tren tong so|so phai thuc hien|tong so phai thuc hien",
    .width = 14,
  },
  [KHEO_FIGURE_QUALIFIER] = {
    .name = "qualifier",
    .type = KHEO_FIELD_CHOICE,
    .label = N_ ("Exactness"),
    .section = N_ ("Figure"),
    .help = N_ ("As it was reported: “hơn 11.000”; empty for an exact number."),
    .choices = qualifiers,
    .synonyms = "muc chinh xac|do chinh xac",
    .width = 12,
  },
  [KHEO_FIGURE_REASON] = {
    .name = "reason",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Why it is missing"),
    .section = N_ ("Figure"),
    .synonyms = "li do|li do thieu|nguyen nhan|li do thieu so lieu",
    .width = 24,
  },
  [KHEO_FIGURE_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Figure"),
    .synonyms = "ghi chu|ghi chu khac|chu thich|gc",
    .width = 24,
  },
  [KHEO_FIGURE_IMPORT] = KHEO_SOURCE_IMPORT,
  [KHEO_FIGURE_IMPORT_SHEET] = KHEO_SOURCE_SHEET,
  [KHEO_FIGURE_IMPORT_ROW] = KHEO_SOURCE_ROW,
  [KHEO_FIGURE_IMPORT_COLUMN] = KHEO_SOURCE_COLUMN,
};

static const KheoField target_fields[KHEO_TARGET_N_FIELDS] = {
  [KHEO_TARGET_INDICATOR] = {
    .name = "indicator_id",
    .type = KHEO_FIELD_RECORD,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY | KHEO_FIELD_FILTER,
    .label = N_ ("Indicator"),
    .section = N_ ("Target"),
    .synonyms = INDICATOR_SYNONYMS,
    .target = "indicators",
    .width = 36,
  },
  [KHEO_TARGET_UNIT] = {
    .name = "unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Unit"),
    .section = N_ ("Target"),
    .synonyms = UNIT_SYNONYMS,
    .width = 24,
  },
  [KHEO_TARGET_PERIOD] = {
    .name = "period",
    .type = KHEO_FIELD_PERIOD,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY | KHEO_FIELD_FILTER,
    .label = N_ ("Period"),
    .section = N_ ("Target"),
    .help = N_ ("2024, quý III/2024, 6 tháng đầu năm 2024, 7/2024 …"),
    .synonyms = PERIOD_SYNONYMS,
    .width = 18,
  },
  [KHEO_TARGET_VALUE] = {
    .name = "value",
    .type = KHEO_FIELD_AMOUNT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN,
    .label = N_ ("Target"),
    .section = N_ ("Target"),
    .help = N_ ("In the indicator's unit of measure."),
    .synonyms = "chi tieu giao|chi tieu duoc giao|ke hoach|ke hoach giao|chi tieu ke hoach"
                "|muc tieu|giao chi tieu|so giao|ke hoach nam|chi tieu phan dau",
    .width = 16,
  },
  [KHEO_TARGET_DIRECTION] = {
    .name = "direction",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED,
    .label = N_ ("To be reached"),
    .section = N_ ("Target"),
    .choices = directions,
    .synonyms = "chieu|yeu cau dat|cach danh gia",
    .width = 12,
  },
  [KHEO_TARGET_DOCUMENT] = {
    .name = "document",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN,
    .label = N_ ("Set by"),
    .section = N_ ("Target"),
    .help = N_ ("Number, date and issuer of the decision."),
    .synonyms = "van ban|van ban giao|quyet dinh|can cu|van ban giao chi tieu|so quyet dinh",
    .width = 24,
  },
  [KHEO_TARGET_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Target"),
    .synonyms = "ghi chu|ghi chu khac|chu thich|gc",
    .width = 24,
  },
  [KHEO_TARGET_IMPORT] = KHEO_SOURCE_IMPORT,
  [KHEO_TARGET_IMPORT_SHEET] = KHEO_SOURCE_SHEET,
  [KHEO_TARGET_IMPORT_ROW] = KHEO_SOURCE_ROW,
  [KHEO_TARGET_IMPORT_COLUMN] = KHEO_SOURCE_COLUMN,
};

const KheoRegister kheo_register_figures = {
  .name = "figures",
  .table = "figure",
  .label = N_ ("Figures"),
  .one = N_ ("figure"),
  .titles = "bieu tong hop so lieu|tong hop ket qua|bao cao ket qua|bieu so lieu|bao cao so lieu"
            "|ket qua thuc hien|bieu tong hop ket qua|tong hop so lieu|bao cao thong ke"
            "|bieu bao cao|so lieu tong hop|ket qua thuc hien cac chi tieu",
  .fields = figure_fields,
  .n_fields = G_N_ELEMENTS (figure_fields),
};

const KheoRegister kheo_register_targets = {
  .name = "targets",
  .table = "target",
  .label = N_ ("Targets"),
  .one = N_ ("target"),
  .titles = "giao chi tieu|chi tieu ke hoach|bieu giao chi tieu|phan bo chi tieu|ke hoach giao"
            "|chi tieu giao|bieu chi tieu ke hoach",
  .fields = target_fields,
  .n_fields = G_N_ELEMENTS (target_fields),
};
