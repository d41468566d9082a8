/*
 * The register of "Dân vận khéo" models.  Synonyms are match keys (kheo_text_match_key): what real
 * offices write over their columns and into their cells.
 */
#include "kheo-registers.h"
#include "kheo-source-fields.h"
#include "kheo-unit-synonyms.h"

#include <glib/gi18n-lib.h>

static const KheoChoice kind_choices[] = {
  { "collective", N_ ("Collective"),
    "tap the|tt|t the|mo hinh tap the|dien hinh tap the|to chuc|don vi" },
  { "individual", N_ ("Individual"), "ca nhan|cn|c nhan|mo hinh ca nhan|dien hinh ca nhan" },
  { NULL },
};

static const KheoChoice field_choices[] = {
  { "economy", N_ ("Economy"),
    "kinh te|kt|phat trien kinh te|ptkt|pt kinh te|phat trien kt|linh vuc kinh te"
    "|linh vuc phat trien kinh te|trong phat trien kinh te|phat trien kinh te xa hoi|kt xh|ktxh"
    "|kinh te xa hoi|xoa doi giam ngheo|san xuat kinh doanh|lv kinh te|lv phat trien kinh te|lv "
    "kt" },
  { "culture-society", N_ ("Culture and society"),
    "van hoa xa hoi|vh xh|vhxh|van hoa va xa hoi|linh vuc van hoa xa hoi|van hoa|xa hoi|vh"
    "|phat trien van hoa xa hoi|doi song van hoa|linh vuc van hoa|van hoa xh|vh xa hoi"
    "|linh vuc vh xh|linh vuc van hoa va xa hoi|lv van hoa xa hoi|lv vh xh|lv vhxh" },
  { "defence-security", N_ ("Defence and security"),
    "quoc phong an ninh|qp an|qpan|an ninh quoc phong|an qp|anqp|quoc phong va an ninh|quoc phong"
    "|an ninh|linh vuc quoc phong an ninh|linh vuc an ninh quoc phong|an ninh trat tu"
    "|an ninh chinh tri|bao dam quoc phong an ninh|dam bao quoc phong an ninh|giu vung qp an"
    "|cung co quoc phong an ninh|quoc phong an ninh trat tu|linh vuc qp an|qp"
    "|lv quoc phong an ninh|lv an ninh quoc phong|lv qp an|lv qpan" },
  { "political-system", N_ ("Political system"),
    "he thong chinh tri|xay dung he thong chinh tri|xd htct|xdhtct|htct"
    "|cung co he thong chinh tri|xay dung htct|xay dung dang he thong chinh tri"
    "|xay dung cung co he thong chinh tri|cung co xay dung he thong chinh tri|ct|chinh tri"
    "|linh vuc xay dung he thong chinh tri|linh vuc he thong chinh tri|xay dung dang"
    "|xay dung dang va he thong chinh tri|xay dung dang xay dung he thong chinh tri"
    "|xay dung he thong chinh tri o co so|xay dung he thong chinh tri co so|xd he thong chinh tri"
    "|xay dung dang va xay dung he thong chinh tri|xay dung dang chinh quyen|linh vuc htct"
    "|linh vuc cung co he thong chinh tri|lv he thong chinh tri|lv xay dung he thong chinh tri"
    "|lv htct" },
  { NULL },
};

static const KheoChoice origin_choices[] = {
  { "new", N_ ("New"),
    "moi|dang ki moi|xay dung moi|mo hinh moi|lam moi|moi dang ki|moi xay dung" },
  { "maintained", N_ ("Maintained"),
    "duy tri|tiep tuc|tiep tuc duy tri|duy tri nhan rong|mo hinh duy tri|cu|chuyen tiep"
    "|dang ki duy tri|tiep tuc thuc hien|duy tri mo hinh cu|mo hinh cu" },
  { NULL },
};

static const KheoChoice status_choices[] = {
  { "registered", N_ ("Registered"), "dang ki|da dang ki|moi dang ki|dang ki moi" },
  { "running", N_ ("Running"),
    "dang thuc hien|dang trien khai|dang hoat dong|hoat dong|trien khai|thuc hien|hieu qua"
    "|hoat dong hieu qua|duy tri hieu qua|co hieu qua|dang duy tri|duy tri" },
  { "recognised", N_ ("Recognised"),
    "cong nhan|duoc cong nhan|da cong nhan|da duoc cong nhan|dat|dat yeu cau|cong nhan mo hinh" },
  { "outstanding", N_ ("Outstanding"),
    "tieu bieu|mo hinh tieu bieu|xuat sac|tieu bieu xuat sac|dien hinh tieu bieu"
    "|cong nhan tieu bieu" },
  { "commended", N_ ("Commended"),
    "khen thuong|duoc khen thuong|da khen thuong|da duoc khen thuong|khen|duoc khen|bang khen"
    "|giay khen|bieu duong|duoc bieu duong|tuyen duong" },
  { "stopped", N_ ("Stopped"),
    "dung|da dung|loai bo|ket thuc|da ket thuc|khong con hoat dong|ngung|khong duy tri"
    "|ngung hoat dong|dung hoat dong|khong hoat dong|dung thuc hien|khong con duy tri" },
  { NULL },
};

static const KheoChoice level_choices[] = {
  { "commune", N_ ("Commune"),
    "xa|cap xa|co so|cap co so|phuong|cap phuong|xa phuong|cap xa phuong|thi tran" },
  { "district", N_ ("District"),
    "huyen|cap huyen|quan|thi xa|cap quan|cap quan huyen|cap thanh pho|cap huyen thanh pho" },
  { "province", N_ ("Province"), "tinh|cap tinh|tinh thanh pho" },
  { "central", N_ ("Central"), "trung uong|cap trung uong|tw|cap tw|toan quoc|quoc gia" },
  { NULL },
};

static const KheoField fields[KHEO_MODEL_N_FIELDS] = {
  [KHEO_MODEL_NAME] = {
    .name = "name",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY
             | KHEO_FIELD_SORT_KEY,
    .label = N_ ("Name of model"),
    .section = N_ ("Model"),
    .help = N_ ("What the model is called in its registration, without the words “model of”."),
    .synonyms = "ten mo hinh|ten mo hinh dien hinh|ten mo hinh dan van kheo|mo hinh|ten cong trinh"
                "|ten mo hinh dien hinh dan van kheo|noi dung mo hinh|mo hinh dien hinh"
                "|ten mo hinh dang ki|ten mo hinh cach lam|ten goi mo hinh|ten dien hinh"
                "|ten phan viec|ten mo hinh phan viec|ten mo hinh cong viec|ten goi"
                "|ten mo hinh cong trinh phan viec|ten mo hinh viec lam|mo hinh dan van kheo"
                "|mo hinh dang ki|ten viec lam kheo|ten mo hinh hay|ten cong trinh phan viec"
                "|ten cua mo hinh|ten mo hinh cong trinh|ten mo hinh tap the ca nhan"
                "|noi dung mo hinh dien hinh|mo hinh dien hinh dan van kheo"
                "|noi dung mo hinh dan van kheo|ten mo hinh dvk|mo hinh dvk",
    .width = 42,
  },
  [KHEO_MODEL_UNIT] = {
    .name = "unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Unit"),
    .section = N_ ("Model"),
    .help = N_ ("The commune, ward or other unit that carries the model out."),
    .synonyms = KHEO_UNIT_SYNONYMS
                "|xa phuong dang ki|dang bo xa phuong|dia ban xa phuong",
    .width = 24,
  },
  [KHEO_MODEL_OWNER] = {
    .name = "owner",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Carried out by"),
    .section = N_ ("Model"),
    .help = N_ ("The organisation, agency or association that carries the model out."),
    .synonyms = "don vi thuc hien|don vi dang ki|chu the thuc hien|chu the|co quan thuc hien"
                "|co quan don vi|co quan don vi thuc hien|to chuc thuc hien|don vi chu tri"
                "|tap the ca nhan thuc hien|co quan chu tri|don vi phu trach|don vi xay dung"
                "|don vi xay dung mo hinh|don vi dang ki thuc hien|ten don vi thuc hien"
                "|don vi trien khai|to chuc|tap the ca nhan dang ki|don vi to chuc thuc hien"
                "|chu the dang ki|co quan dang ki|co quan don vi dang ki|to chuc ca nhan thuc hien"
                "|ten don vi dang ki|don vi ca nhan thuc hien|don vi ca nhan dang ki|to chuc dang ki"
                "|co quan to chuc thuc hien|ten tap the ca nhan|don vi thuc hien mo hinh"
                "|chu the mo hinh|chu the xay dung mo hinh|co quan don vi chu tri|don vi truc tiep"
                "|tap the thuc hien|to chuc chu tri",
    .width = 30,
  },
  [KHEO_MODEL_KIND] = {
    .name = "kind",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Kind"),
    .section = N_ ("Model"),
    .help = N_ ("Whether a collective or one person carries the model out."),
    .choices = kind_choices,
    .synonyms = "tap the ca nhan|loai hinh|loai hinh mo hinh|loai mo hinh|loai|tt cn|hinh thuc"
                "|doi tuong|phan loai|loai hinh tap the ca nhan|loai tap the ca nhan"
                "|tap the hay ca nhan|ca nhan tap the|tap the hoac ca nhan|doi tuong tap the ca nhan"
                "|hinh thuc tap the ca nhan|doi tuong thuc hien|doi tuong dang ki|chia theo loai hinh"
                "|mo hinh tap the ca nhan|phan loai mo hinh|hinh thuc mo hinh|cn tt",
    .width = 10,
  },
  [KHEO_MODEL_FIELD] = {
    .name = "field",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Field"),
    .section = N_ ("Model"),
    .help = N_ ("One of the four fields of the movement; choose the one its aim belongs to."),
    .choices = field_choices,
    .synonyms = "linh vuc|thuoc linh vuc|linh vuc dang ki|linh vuc thuc hien|linh vuc hoat dong"
                "|linh vuc mo hinh|mo hinh thuoc linh vuc|nhom linh vuc|thuoc nhom linh vuc"
                "|chia theo linh vuc|phan theo linh vuc|linh vuc xay dung|linh vuc xay dung mo hinh"
                "|4 linh vuc|mo hinh theo linh vuc|linh vuc trien khai|thuoc cac linh vuc",
    .width = 20,
  },
  [KHEO_MODEL_YEAR] = {
    .name = "year",
    .type = KHEO_FIELD_YEAR,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER | KHEO_FIELD_KEY,
    .label = N_ ("Year"),
    .section = N_ ("Registration"),
    .help = N_ ("The year of registration; a model that goes on is registered anew each year."),
    .synonyms = "nam dang ki|nam|nam thuc hien|nam xay dung|nam bat dau|nam trien khai|nam ap dung"
                "|nam bat dau thuc hien|nam xay dung mo hinh|nam dang ki thuc hien|dang ki nam"
                "|nam thanh lap|nam ra doi",
    .min = 1945,
    .max = 2100,
    .width = 7,
  },
  [KHEO_MODEL_REGISTERED_ON] = {
    .name = "registered_on",
    .type = KHEO_FIELD_DATE,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Registered on"),
    .section = N_ ("Registration"),
    .help = N_ ("Day of registration; month and year, or the year alone, when no more is known."),
    .synonyms = "ngay dang ki|thoi gian dang ki|ngay thang dang ki|ngay thang nam dang ki"
                "|thoi diem dang ki|ngay bat dau|thoi gian bat dau|thoi diem bat dau|ngay thang"
                "|ngay thang nam|ngay|ngay dk|thoi gian dk|ngay lap phieu dang ki|tg dang ki",
    .width = 12,
  },
  [KHEO_MODEL_ORIGIN] = {
    .name = "origin",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_FILTER,
    .label = N_ ("New or maintained"),
    .section = N_ ("Registration"),
    .help = N_ ("New this year, or kept up from earlier years."),
    .choices = origin_choices,
    .synonyms = "moi duy tri|mo hinh moi duy tri|moi hay duy tri|tinh chat|dang ki moi duy tri"
                "|moi hoac duy tri|xay dung moi duy tri|loai dang ki|hinh thuc dang ki|duy tri moi"
                "|moi cu|mo hinh moi mo hinh duy tri|dang ki moi hoac duy tri",
    .width = 12,
  },
  [KHEO_MODEL_PERSON] = {
    .name = "person",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_PERSONAL | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Full name"),
    .section = N_ ("Person"),
    .help = N_ ("For a model of one person. Personal data."),
    .synonyms = "ho va ten|ho ten|ho ten neu la ca nhan|ho va ten neu la ca nhan|ho ten ca nhan"
                "|ten ca nhan|nguoi dai dien|nguoi phu trach|nguoi thuc hien|ca nhan thuc hien"
                "|ho va ten ca nhan|ho ten nguoi dai dien|ho va ten nguoi dai dien|ca nhan dien hinh"
                "|ho ten chuc vu|ho ten chuc vu neu ca nhan|ho va ten chuc vu|ho ten neu ca nhan"
                "|ten ca nhan neu la ca nhan|ho ten nguoi thuc hien|ho va ten nguoi thuc hien"
                "|ho ten chuc vu neu la ca nhan|ho va ten neu ca nhan|nguoi dang ki|ca nhan ho va ten"
                "|ca nhan ho ten|ho va ten doi voi ca nhan|ho ten doi voi ca nhan"
                "|ho ten nguoi dang ki|dai dien|ho va ten chuc vu neu la ca nhan",
    .width = 20,
  },
  [KHEO_MODEL_POST] = {
    .name = "post",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_PERSONAL | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Post"),
    .section = N_ ("Person"),
    .help = N_ ("The person's post or calling."),
    .synonyms = "chuc vu|chuc danh|chuc vu don vi cong tac|nghe nghiep chuc vu|chuc vu chuc danh"
                "|chuc vu noi cong tac|nghe nghiep|chuc vu neu la ca nhan",
    .width = 18,
  },
  [KHEO_MODEL_ADDRESS] = {
    .name = "address",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Address"),
    .section = N_ ("Model"),
    .help = N_ ("The place inside the unit: hamlet, street or office."),
    .synonyms = "dia chi|dia ban thuc hien|noi thuc hien|dia diem|dia diem thuc hien|thon|thon ban"
                "|dia diem trien khai|thon ban to dan pho|khu dan cu|to dan pho|thon to dan pho"
                "|noi o|dia chi cu the|dia chi thuc hien|noi trien khai|thon ban khu pho|thon khu"
                "|dia chi mo hinh|thon khu pho|dia ban trien khai|thon xom|ap khu pho|noi cu tru",
    .width = 24,
  },
  [KHEO_MODEL_PARTICIPANTS] = {
    .name = "participants",
    .type = KHEO_FIELD_INTEGER,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Participants"),
    .section = N_ ("Content"),
    .help = N_ ("Persons or households that take part; leave empty when not known."),
    .synonyms = "so nguoi tham gia|so ho nguoi tham gia|so nguoi|so luong nguoi tham gia"
                "|so ho tham gia|so luong tham gia|so thanh vien|so thanh vien tham gia"
                "|so nguoi ho tham gia|so ho nguoi|so hoi vien tham gia|tong so nguoi tham gia"
                "|tong so ho tham gia|so ho gia dinh tham gia|so doan vien hoi vien tham gia"
                "|so luong thanh vien|nguoi tham gia|so ho|so nguoi dan tham gia|sl nguoi tham gia"
                "|so ng tham gia|so ho dan tham gia",
    .max = 100000000,
    .width = 12,
  },
  [KHEO_MODEL_BUDGET] = {
    .name = "budget",
    .type = KHEO_FIELD_MONEY,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Budget"),
    .section = N_ ("Content"),
    .help = N_ ("Cost in đồng; “2,5 triệu” and “1,2 tỷ” are understood."),
    .unit = N_ ("đồng"),
    .synonyms = "kinh phi|kinh phi thuc hien|tong kinh phi|kinh phi du kien|nguon kinh phi|so tien"
                "|von|tong von|tong kinh phi thuc hien|kinh phi trien khai|kinh phi xay dung"
                "|kinh phi dong|kinh phi nghin dong|kinh phi ngan dong|kinh phi trieu dong"
                "|kinh phi ti dong|kinh phi vnd|kinh phi d|kinh phi 1000 dong|kinh phi tr dong"
                "|kinh phi 1 000 dong|kinh phi thuc hien 1 000 dong|kinh phi du kien dong"
                "|kinh phi thuc hien dong|kinh phi thuc hien nghin dong|kinh phi du kien trieu dong"
                "|kinh phi thuc hien ngan dong|kinh phi thuc hien trieu dong|so tien dong"
                "|kinh phi thuc hien ti dong|kinh phi thuc hien tr dong|so tien trieu dong"
                "|tong kinh phi dong|tong kinh phi nghin dong|tong kinh phi trieu dong"
                "|kinh phi hoat dong|tong von dong|tong von trieu dong|gia tri|tong gia tri",
    .max = 1000000000000000,
    .width = 16,
  },
  [KHEO_MODEL_STATUS] = {
    .name = "status",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Status"),
    .section = N_ ("Recognition"),
    .help = N_ ("How far the model has come."),
    .choices = status_choices,
    .synonyms = "trang thai|tinh trang|xep loai|ket qua cong nhan|ket qua binh xet|danh gia"
                "|tinh trang hoat dong|hien trang|ket qua xep loai|muc cong nhan|ket qua danh gia"
                "|binh xet|danh gia xep loai|tinh trang mo hinh|trang thai mo hinh",
    .width = 14,
  },
  [KHEO_MODEL_LEVEL] = {
    .name = "level",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_FILTER,
    .label = N_ ("Level"),
    .section = N_ ("Recognition"),
    .help = N_ ("The level at which the model was recognised."),
    .choices = level_choices,
    .synonyms = "cap|cap cong nhan|cap dang ki|cap quan li|cap mo hinh|cap xay dung|cap do"
                "|mo hinh cap|cap binh xet|cap thuc hien|cap de nghi cong nhan",
    .width = 12,
  },
  [KHEO_MODEL_CONTENT] = {
    .name = "content",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Content and method"),
    .section = N_ ("Content"),
    .help = N_ ("Aims, content and how it is done."),
    .synonyms = "noi dung|noi dung cach lam|cach lam|noi dung thuc hien|muc tieu|muc dich"
                "|noi dung mo hinh cach lam|muc tieu noi dung|noi dung giai phap|giai phap"
                "|noi dung hoat dong|tom tat noi dung|noi dung tom tat|noi dung dang ki"
                "|noi dung va giai phap|muc tieu noi dung giai phap|noi dung chu yeu|muc dich noi dung"
                "|noi dung va cach lam|cach thuc thuc hien|noi dung cu the|muc dich noi dung thuc hien",
    .width = 40,
  },
  [KHEO_MODEL_RESULT] = {
    .name = "result",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Result"),
    .section = N_ ("Content"),
    .help = N_ ("What it has achieved."),
    .synonyms = "ket qua|hieu qua|ket qua hieu qua|ket qua dat duoc|ket qua thuc hien"
                "|hieu qua mang lai|hieu qua mo hinh|tom tat ket qua|ket qua cu the|ket qua noi bat"
                "|hieu qua thuc hien|ket qua va hieu qua|ket qua hoat dong|hieu qua cua mo hinh",
    .width = 40,
  },
  [KHEO_MODEL_ENDED_ON] = {
    .name = "ended_on",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Ended on"),
    .section = N_ ("Recognition"),
    .help = N_ ("When the model was stopped or removed."),
    .synonyms = "ngay dung|ngay ket thuc|thoi gian ket thuc|thoi diem ket thuc|thoi diem dung"
                "|ngay ngung|thoi gian dung|ngay loai bo",
    .width = 12,
  },
  [KHEO_MODEL_END_REASON] = {
    .name = "end_reason",
    .type = KHEO_FIELD_TEXT,
    .label = N_ ("Reason for ending"),
    .section = N_ ("Recognition"),
    .help = N_ ("Why it was stopped or removed."),
    .synonyms = "li do|li do dung|li do ket thuc|li do loai bo|nguyen nhan dung|li do ngung",
    .width = 24,
  },
  [KHEO_MODEL_PARENT] = {
    .name = "parent_id",
    .type = KHEO_FIELD_RECORD,
    .label = N_ ("Replicated from"),
    .section = N_ ("Registration"),
    .help = N_ ("The model that this one was taken over from."),
    .synonyms = "nhan rong tu|mo hinh goc|duoc nhan rong tu|nhan rong tu mo hinh",
    .target = "models",
    .width = 30,
  },
  [KHEO_MODEL_CODE] = {
    .name = "code",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Code"),
    .section = N_ ("Registration"),
    .help = N_ ("The office's own number of the model, if it has one."),
    .synonyms = "ma|ma so|ma mo hinh|ma so mo hinh|so hieu|ki hieu|so dang ki|ma dang ki",
    .width = 10,
  },
  [KHEO_MODEL_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Content"),
    .synonyms = "ghi chu|ghi chu khac|ghi chu them|chu thich|gc|g chu|luu i",
    .width = 24,
  },
  [KHEO_MODEL_IMPORT] = KHEO_SOURCE_IMPORT,
  [KHEO_MODEL_IMPORT_SHEET] = KHEO_SOURCE_SHEET,
  [KHEO_MODEL_IMPORT_ROW] = KHEO_SOURCE_ROW,
};

const KheoRegister kheo_register_models = {
  .name = "models",
  .table = "model",
  .label = N_ ("Models"),
  .one = N_ ("model"),
  .titles = "mo hinh dan van kheo|dan van kheo|danh sach mo hinh|danh muc mo hinh|dang ki mo hinh"
            "|bieu tong hop mo hinh|mo hinh dien hinh",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
