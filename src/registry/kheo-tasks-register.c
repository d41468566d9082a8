/* The register of tasks: what somebody is to do until a day. */
#include "kheo-registers.h"
#include "kheo-source-fields.h"

#include <glib/gi18n-lib.h>

static const KheoChoice states[] = {
  { "new", N_ ("New"), "moi|moi giao|chua thuc hien|chua lam|chua trien khai|chua bat dau|chua" },
  { "doing", N_ ("Being done"),
    "dang lam|dang thuc hien|dang trien khai|dang tien hanh|dang|chua hoan thanh|chua xong" },
  { "done", N_ ("Done"),
    "hoan thanh|da hoan thanh|xong|da xong|da lam|da thuc hien|hoan thanh dung han|dung han"
    "|hoan thanh qua han|hoan thanh cham|dat|da thuc hien xong|hoan thanh som" },
  { "stopped", N_ ("Stopped"),
    "dung|da dung|tam dung|huy|da huy|khong thuc hien|khong lam nua|dung thuc hien" },
  { NULL },
};

static const KheoField fields[KHEO_TASK_N_FIELDS] = {
  [KHEO_TASK_NAME] = {
    .name = "name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY
             | KHEO_FIELD_SORT_KEY,
    .label = N_ ("Task"),
    .section = N_ ("Task"),
    .help = N_ ("What is to be done, in one sentence."),
    .synonyms = "nhiem vu|ten nhiem vu|noi dung nhiem vu|cong viec|ten cong viec|noi dung cong viec"
                "|nhiem vu duoc giao|noi dung nhiem vu duoc giao|noi dung giao|viec can lam"
                "|nhiem vu cong viec|cong viec duoc giao|noi dung chi dao|nhiem vu cu the"
                "|noi dung ket luan|nhiem vu giao|noi dung cong viec duoc giao|phan viec",
    .width = 28,
  },
  [KHEO_TASK_UNIT] = {
    .name = "unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Unit"),
    .section = N_ ("Task"),
    .help = N_ ("The unit that has to do it, or in which it is to be done."),
    .synonyms = "xa|xa phuong|xa phuong thi tran|phuong xa|don vi|ten don vi|dia phuong|dia ban"
                "|don vi hanh chinh|don vi duoc giao|don vi nhan nhiem vu|xa phuong dac khu"
                "|ten xa|ten xa phuong|don vi xa|cap xa|don vi xa phuong|noi thuc hien",
    .width = 20,
  },
  [KHEO_TASK_FIRST_UNIT] = {
    .name = "first_unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("Unit before the reform"),
    .section = N_ ("Source"),
    .help = N_ ("The unit that had it before a reform handed it over."),
    .width = 24,
  },
  [KHEO_TASK_ADDRESS] = {
    .name = "address",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Address"),
    .section = N_ ("Task"),
    .help = N_ ("The place inside the unit: hamlet, street or office."),
    .synonyms = "dia chi|dia diem|thon|thon ban|thon ban to dan pho|khu dan cu|to dan pho"
                "|thon to dan pho|dia diem thuc hien|thon khu|ap khu pho|thon xom",
    .width = 20,
  },
  [KHEO_TASK_BODY] = {
    .name = "body",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Responsible body"),
    .section = N_ ("Task"),
    .help = N_ ("The organisation or agency that leads, as it is written in the paper."),
    .synonyms = "don vi thuc hien|don vi chu tri|co quan chu tri|co quan thuc hien|chu tri"
                "|co quan don vi chu tri|don vi phu trach|co quan don vi thuc hien|to chuc thuc hien"
                "|co quan duoc giao|co quan don vi duoc giao|don vi chu tri thuc hien"
                "|co quan don vi chu tri thuc hien|to chuc chu tri|don vi chiu trach nhiem",
    .width = 24,
  },
  [KHEO_TASK_PERSON] = {
    .name = "person",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_PERSONAL | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Person in charge"),
    .section = N_ ("Task"),
    .help = N_ ("Who answers for it. Personal data."),
    .synonyms = "nguoi phu trach|can bo phu trach|nguoi thuc hien|ho va ten|ho ten|can bo thuc hien"
                "|nguoi chu tri|dong chi phu trach|can bo duoc giao|nguoi duoc giao|lanh dao phu trach"
                "|nguoi chiu trach nhiem|can bo theo doi|phan cong|nguoi theo doi",
    .width = 20,
  },
  [KHEO_TASK_ORIGIN] = {
    .name = "origin",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Comes from"),
    .section = N_ ("Given"),
    .help = N_ ("The meeting, plan or conclusion that gave it: “Giao ban quý III/2026”."),
    .synonyms = "nguon|nguon nhiem vu|can cu|nguon giao|hoi nghi|cuoc hop|xuat xu|nguon goc"
                "|noi giao|theo ket luan|hoi nghi giao ban|giao tai",
    .width = 24,
  },
  [KHEO_TASK_DOCUMENT] = {
    .name = "document",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Document number"),
    .section = N_ ("Given"),
    .help = N_ ("Number and symbol of the paper: “12-TB/BTGDV”."),
    .synonyms = "van ban|so van ban|van ban giao|so ki hieu|so ki hieu van ban|van ban giao nhiem vu"
                "|so hieu van ban|van ban chi dao|can cu van ban|so ki hieu van ban giao",
    .width = 16,
  },
  [KHEO_TASK_GIVEN_ON] = {
    .name = "given_on",
    .type = KHEO_FIELD_DATE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Given on"),
    .section = N_ ("Given"),
    .synonyms = "ngay giao|thoi gian giao|ngay giao nhiem vu|ngay giao viec|ngay van ban"
                "|thoi diem giao|ngay ban hanh|ngay thang giao",
    .width = 12,
  },
  [KHEO_TASK_DUE_ON] = {
    .name = "due_on",
    .type = KHEO_FIELD_DATE,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Due on"),
    .section = N_ ("Given"),
    .help = N_ ("The last day; a month or a year alone means its last day."),
    .synonyms = "han|thoi han|han hoan thanh|thoi han hoan thanh|thoi gian hoan thanh|han cuoi"
                "|thoi han thuc hien|han thuc hien|han xu li|thoi han xu li|ngay den han"
                "|ngay het han|thoi gian phai hoan thanh|han bao cao|yeu cau hoan thanh",
    .width = 32,
  },
  [KHEO_TASK_STATE] = {
    .name = "state",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("State of work"),
    .section = N_ ("Progress"),
    .choices = states,
    .synonyms = "trang thai|tinh trang|tien do|tinh trang thuc hien|trang thai thuc hien"
                "|tien do thuc hien|tinh hinh thuc hien|trang thai xu li",
    .width = 14,
  },
  [KHEO_TASK_DONE_ON] = {
    .name = "done_on",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Done on"),
    .section = N_ ("Progress"),
    .help = N_ ("The day on which it was done or given up."),
    .synonyms = "ngay hoan thanh|ngay xong|ngay hoan thanh thuc te|ngay ket thuc|ngay bao cao"
                "|thoi diem hoan thanh|hoan thanh ngay",
    .width = 12,
  },
  [KHEO_TASK_RESULT] = {
    .name = "result",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Outcome"),
    .section = N_ ("Progress"),
    .help = N_ ("What came of it: the report, the number, what is left to do."),
    .synonyms = "ket qua|ket qua thuc hien|ket qua xu li|san pham|ket qua dat duoc"
                "|ket qua hoan thanh|san pham hoan thanh",
    .width = 32,
  },
  [KHEO_TASK_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Progress"),
    .synonyms = "ghi chu|ghi chu khac|ghi chu them|chu thich|gc",
    .width = 24,
  },
  [KHEO_TASK_IMPORT] = KHEO_SOURCE_IMPORT,
  [KHEO_TASK_IMPORT_SHEET] = KHEO_SOURCE_SHEET,
  [KHEO_TASK_IMPORT_ROW] = KHEO_SOURCE_ROW,
};

const KheoRegister kheo_register_tasks = {
  .name = "tasks",
  .table = "task",
  .label = N_ ("Tasks"),
  .one = N_ ("task"),
  .titles = "danh sach nhiem vu|danh muc nhiem vu|theo doi nhiem vu|bieu theo doi nhiem vu"
            "|theo doi cong viec|danh muc cong viec|phan cong nhiem vu|bang theo doi nhiem vu",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
