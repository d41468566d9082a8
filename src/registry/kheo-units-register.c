/*
 * The register of units: what a list of units says of one unit on one day.  Its rows are kept as
 * identities and versions by kheo-unit-table.h, not by kheo-record-table.h.
 */
#include "kheo-registers.h"
#include "kheo-unit-types.h"

#include <glib/gi18n-lib.h>

#define AS_CHOICE(value, label, prefix, short_prefixes, level, branch)                             \
  { value, label, short_prefixes },

static const KheoChoice type_choices[] = { KHEO_UNIT_TYPES (AS_CHOICE){ NULL } };

static const KheoField fields[KHEO_UNIT_N_FIELDS] = {
  [KHEO_UNIT_FIELD_CODE] = {
    .name = "code",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_KEY,
    .label = N_ ("Code"),
    .section = N_ ("Unit"),
    .help = N_ ("The official code, with its leading zeros."),
    .synonyms = "ma px|ma phuong xa|ma xa|ma|ma so|ma don vi|ma dvhc|ma xa phuong|ma xa moi"
                "|ma don vi hanh chinh|ma xa phuong thi tran|ma phuong xa moi|ma hanh chinh|ma hc",
    .width = 10,
  },
  [KHEO_UNIT_FIELD_NAME] = {
    .name = "name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_KEY
             | KHEO_FIELD_SORT_KEY,
    .label = N_ ("Name of unit"),
    .section = N_ ("Unit"),
    .help = N_ ("The whole name with what stands before it: “Xã Ngọc Chiến”."),
    .synonyms = "phuong xa|xa phuong|ten xa|ten don vi|ten|don vi hanh chinh|ten xa moi|xa|thon"
                "|ten don vi hanh chinh|ten phuong xa|ten xa phuong|xa phuong thi tran|don vi"
                "|phuong xa thi tran|ten xa phuong thi tran|ten thon|thon ban|ten dvhc|xa phuong moi"
                "|xa phuong dac khu|ten xa phuong dac khu|ten phuong xa moi|thon to dan pho"
                "|ten thon to dan pho|don vi hanh chinh cap xa",
    .width = 30,
  },
  [KHEO_UNIT_FIELD_TYPE] = {
    .name = "type",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Type"),
    .section = N_ ("Unit"),
    .choices = type_choices,
    .synonyms = "cap|loai|loai hinh|loai don vi|cap hanh chinh|loai don vi hanh chinh|cap don vi",
    .width = 16,
  },
  [KHEO_UNIT_FIELD_PARENT] = {
    .name = "parent",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Belongs to"),
    .section = N_ ("Unit"),
    .help = N_ ("The unit above it; none for a province."),
    .synonyms = "don vi cap tren|truc thuoc|cap tren|thuoc|don vi quan li|thuoc don vi",
    .width = 24,
  },
  [KHEO_UNIT_FIELD_VALID_FROM] = {
    .name = "valid_from",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Valid from"),
    .section = N_ ("Time"),
    .help = N_ ("First day of this name, code and place in the tree; empty when not known."),
    .synonyms = "tu ngay|hieu luc tu|ngay thanh lap|ngay hieu luc|hieu luc tu ngay|ngay co hieu luc",
    .width = 12,
  },
  [KHEO_UNIT_FIELD_VALID_TO] = {
    .name = "valid_to",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Valid to"),
    .section = N_ ("Time"),
    .help = N_ ("Last day; empty while it lasts."),
    .synonyms = "den ngay|hieu luc den|ngay ket thuc|het hieu luc|ngay het hieu luc",
    .width = 12,
  },
  [KHEO_UNIT_FIELD_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Unit"),
    .synonyms = "ghi chu|ghi chu khac|chu thich",
    .width = 24,
  },
  [KHEO_UNIT_FIELD_DISTRICT_NAME] = {
    .name = "district_name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("District"),
    .section = N_ ("Above it"),
    .synonyms = "quan huyen|huyen|huyen quan|quan huyen thi xa|huyen thanh pho|ten huyen|ten qh"
                "|huyen thi xa thanh pho|ten quan huyen|thanh pho huyen|huyen thi xa|quan"
                "|huyen thi thanh pho|huyen tx tp|huyen thanh thi|cap huyen|don vi cap huyen"
                "|quan huyen thi xa thanh pho|dia ban huyen|thanh pho thi xa huyen|huyen tp"
                "|quan huyen thanh pho|don vi huyen|ten huyen thanh pho|huyen thanh pho thi xa"
                "|thuoc huyen|quan huyen cu|huyen cu|thi xa thanh pho huyen",
    .width = 20,
  },
  [KHEO_UNIT_FIELD_DISTRICT_CODE] = {
    .name = "district_code",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("Code of district"),
    .section = N_ ("Above it"),
    .synonyms = "ma qh|ma quan huyen|ma huyen|ma huyen quan",
    .width = 8,
  },
  [KHEO_UNIT_FIELD_PROVINCE_NAME] = {
    .name = "province_name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("Province"),
    .section = N_ ("Above it"),
    .synonyms = "tinh thanh pho|tinh|ten tinh|thanh pho|tinh tp|ten tinh thanh pho|tinh thanh"
                "|cap tinh|tinh thanh pho moi|tinh moi|thuoc tinh",
    .width = 20,
  },
  [KHEO_UNIT_FIELD_PROVINCE_CODE] = {
    .name = "province_code",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("Code of province"),
    .section = N_ ("Above it"),
    .synonyms = "ma tp|ma tinh|ma tinh thanh pho|ma ttp|ma tinh tp|ma thanh pho",
    .width = 8,
  },
};

const KheoRegister kheo_register_units = {
  .name = "units",
  .table = "unit",
  .label = N_ ("Units"),
  .one = N_ ("unit"),
  .titles = "danh sach don vi hanh chinh|danh muc don vi hanh chinh|danh muc hanh chinh"
            "|danh sach xa phuong|don vi hanh chinh|danh muc cac don vi hanh chinh",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
