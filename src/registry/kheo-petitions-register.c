/* The register of petitions: what people or a body asked of those who govern, and the answer. */
#include "kheo-registers.h"
#include "kheo-source-fields.h"

#include <glib/gi18n-lib.h>

static const KheoChoice sources[] = {
  { "supervision", N_ ("Supervision"),
    "giam sat|qua giam sat|doan giam sat|kien nghi sau giam sat|sau giam sat|hoat dong giam sat" },
  { "criticism", N_ ("Social criticism"),
    "phan bien|phan bien xa hoi|qua phan bien|hoi nghi phan bien|kien nghi sau phan bien" },
  { "voter-meeting", N_ ("Meeting with voters"),
    "tiep xuc cu tri|txct|qua tiep xuc cu tri|cu tri|hoi nghi tiep xuc cu tri|kien nghi cu tri"
    "|tiep cong dan|doi thoai|hoi nghi doi thoai" },
  { "briefing", N_ ("Briefing"),
    "giao ban|hoi nghi giao ban|qua giao ban|hop giao ban|giao ban qui|hoi nghi" },
  { "citizen", N_ ("Sent by citizens"),
    "dan gui|nguoi dan|cong dan|don thu|don thu cua dan|dan|nguoi dan gui|don cua cong dan"
    "|phan anh cua dan|phan anh cua nguoi dan|nhan dan|y kien nhan dan" },
  { NULL },
};

static const KheoChoice sender_types[] = {
  { "person", N_ ("A person"), "ca nhan|cong dan|mot nguoi|nguoi dan|ho gia dinh|cu tri" },
  { "group", N_ ("A group of people"),
    "nhom|tap the|nhieu nguoi|nhom nguoi|nhom ho|thon ban|khu dan cu|nhieu ho|nhan dan" },
  { "organisation", N_ ("An organisation"),
    "to chuc|co quan|doan the|mttq|mat tran|co quan to chuc|doanh nghiep|hoi doan the" },
  { NULL },
};

static const KheoChoice addressees[] = {
  { "party", N_ ("Party committee"),
    "cap uy|dang uy|tinh uy|huyen uy|thanh uy|cap uy dang|ban thuong vu|dang" },
  { "government", N_ ("Government"),
    "chinh quyen|ubnd|uy ban nhan dan|ubnd xa|ubnd tinh|ubnd huyen|hdnd|so nganh|cac so nganh"
    "|hoi dong nhan dan|ubnd cap xa|nha nuoc" },
  { "other", N_ ("Others"), "khac|noi khac|co quan khac|don vi khac|doanh nghiep" },
  { NULL },
};

static const KheoChoice states[] = {
  { "open", N_ ("Not dealt with"),
    "chua xu li|chua giai quyet|chua tra loi|moi|moi nhan|moi tiep nhan|chua|ton dong|ton" },
  { "doing", N_ ("Being dealt with"),
    "dang xu li|dang giai quyet|dang|da chuyen|dang xem xet|da chuyen chua tra loi"
    "|dang thuc hien|chuyen co quan chuc nang|chuyen co quan co tham quyen" },
  { "done", N_ ("Dealt with"),
    "da xu li|da giai quyet|da tra loi|xong|hoan thanh|da xong|da giai quyet xong|da co tra loi"
    "|giai quyet xong" },
  { NULL },
};

static const KheoChoice yes_no[] = {
  { "yes", N_ ("Yes"), "co|x|da cong khai|cong khai|roi|da" },
  { "no", N_ ("No"), "khong|chua|chua cong khai|khong cong khai" },
  { NULL },
};

static const KheoField fields[KHEO_PETITION_N_FIELDS] = {
  [KHEO_PETITION_CONTENT] = {
    .name = "content",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Content of the petition"),
    .section = N_ ("Petition"),
    .help = N_ ("What is asked for, without names of persons."),
    .synonyms = "noi dung kien nghi|noi dung phan anh|noi dung phan anh kien nghi|y kien kien nghi"
                "|noi dung kien nghi phan anh"
                "|kien nghi cua cu tri|noi dung kien nghi cua cu tri|kien nghi phan anh"
                "|phan anh kien nghi|noi dung de nghi|noi dung don"
                "|noi dung y kien|noi dung y kien kien nghi|kien nghi cua nhan dan",
    .width = 28,
  },
  [KHEO_PETITION_UNIT] = {
    .name = "unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Unit"),
    .section = N_ ("Petition"),
    .help = N_ ("The place that it is about, or from which it came."),
    .synonyms = "xa|xa phuong|xa phuong thi tran|phuong xa|don vi|ten don vi|dia phuong|dia ban"
                "|don vi hanh chinh|noi kien nghi|noi phat sinh|xa phuong dac khu|ten xa"
                "|ten xa phuong|don vi xa|cap xa|don vi kien nghi|noi co kien nghi",
    .width = 20,
  },
  [KHEO_PETITION_FIRST_UNIT] = {
    .name = "first_unit_id",
    .type = KHEO_FIELD_UNIT,
    .flags = KHEO_FIELD_DERIVED,
    .label = N_ ("Unit before the reform"),
    .section = N_ ("Source"),
    .help = N_ ("The unit that had it before a reform handed it over."),
    .width = 24,
  },
  [KHEO_PETITION_ADDRESS] = {
    .name = "address",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Address"),
    .section = N_ ("Petition"),
    .help = N_ ("The place inside the unit: hamlet, street or office."),
    .synonyms = "dia chi|dia diem|thon|thon ban|thon ban to dan pho|khu dan cu|to dan pho"
                "|thon to dan pho|noi o|thon khu|ap khu pho|thon xom|khu vuc",
    .width = 20,
  },
  [KHEO_PETITION_SOURCE] = {
    .name = "source",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("Came by"),
    .section = N_ ("Petition"),
    .choices = sources,
    .synonyms = "nguon|nguon kien nghi|hinh thuc|hinh thuc tiep nhan|nguon tiep nhan|kenh tiep nhan"
                "|hinh thuc kien nghi|nguon phan anh",
    .width = 16,
  },
  [KHEO_PETITION_FIELD] = {
    .name = "field",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Field"),
    .section = N_ ("Petition"),
    .help = N_ ("“Đất đai”, “Môi trường”, “Giao thông” …"),
    .synonyms = "linh vuc|linh vuc kien nghi|thuoc linh vuc|nhom van de|loai viec|nhom linh vuc",
    .width = 16,
  },
  [KHEO_PETITION_RECEIVED_ON] = {
    .name = "received_on",
    .type = KHEO_FIELD_DATE,
    .flags = KHEO_FIELD_COLUMN | KHEO_FIELD_KEY,
    .label = N_ ("Received on"),
    .section = N_ ("Petition"),
    .synonyms = "ngay nhan|ngay tiep nhan|thoi gian tiep nhan|ngay kien nghi|ngay phan anh"
                "|thoi gian kien nghi|ngay den|thoi diem tiep nhan|ngay thang",
    .width = 12,
  },
  [KHEO_PETITION_SENDER_TYPE] = {
    .name = "sender_type",
    .type = KHEO_FIELD_CHOICE,
    .label = N_ ("Kind of sender"),
    .section = N_ ("Petition"),
    .choices = sender_types,
    .synonyms = "doi tuong|loai nguoi gui|doi tuong kien nghi|loai chu the|chu the kien nghi",
    .width = 14,
  },
  [KHEO_PETITION_SENDER] = {
    .name = "sender",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_PERSONAL | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Sender"),
    .section = N_ ("Petition"),
    .help = N_ ("Only when the work needs the name. Personal data."),
    .synonyms = "nguoi kien nghi|nguoi gui|ho va ten|ho ten|nguoi phan anh|cu tri kien nghi"
                "|ten nguoi gui|ten cu tri|nguoi dung don|ho ten nguoi kien nghi",
    .width = 20,
  },
  [KHEO_PETITION_ADDRESSED_TO] = {
    .name = "addressed_to",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_FILTER,
    .label = N_ ("Addressed to"),
    .section = N_ ("Sending"),
    .choices = addressees,
    .synonyms = "gui den|kien nghi voi|kien nghi den|noi nhan|cap nhan|kien nghi toi|gui toi"
                "|doi tuong nhan",
    .width = 16,
  },
  [KHEO_PETITION_BODY] = {
    .name = "body",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE | KHEO_FIELD_COLUMN | KHEO_FIELD_SPELLINGS,
    .label = N_ ("Body that answers"),
    .section = N_ ("Sending"),
    .help = N_ ("The office that is to answer, as written: “UBND xã Mường La”."),
    .synonyms = "co quan giai quyet|don vi giai quyet|co quan xu li|don vi xu li|co quan tra loi"
                "|don vi tra loi|tham quyen giai quyet|co quan co tham quyen|co quan tham quyen"
                "|trach nhiem giai quyet|co quan chiu trach nhiem|don vi thuc hien|co quan nhan"
                "|co quan don vi giai quyet",
    .width = 24,
  },
  [KHEO_PETITION_DOCUMENT] = {
    .name = "document",
    .type = KHEO_FIELD_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Letter number"),
    .section = N_ ("Sending"),
    .help = N_ ("Number and symbol of the letter that passed it on."),
    .synonyms = "van ban|so van ban|so van ban chuyen|van ban chuyen|so ki hieu|so ki hieu van ban|cong van"
                "|so cong van|van ban kien nghi|phieu chuyen",
    .width = 16,
  },
  [KHEO_PETITION_SENT_ON] = {
    .name = "sent_on",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Passed on"),
    .section = N_ ("Sending"),
    .help = N_ ("The day on which it was sent to the body that answers."),
    .synonyms = "ngay chuyen|ngay gui|thoi gian chuyen|ngay chuyen don|ngay gui di|ngay chuyen di",
    .width = 12,
  },
  [KHEO_PETITION_DUE_ON] = {
    .name = "due_on",
    .type = KHEO_FIELD_DATE,
    .flags = KHEO_FIELD_COLUMN,
    .label = N_ ("Answer due on"),
    .section = N_ ("Sending"),
    .help = N_ ("The last day; a month or a year alone means its last day."),
    .synonyms = "han|thoi han|han tra loi|thoi han tra loi|han giai quyet|thoi han giai quyet"
                "|han xu li|thoi han xu li|ngay den han|ngay het han",
    .width = 32,
  },
  [KHEO_PETITION_STATE] = {
    .name = "state",
    .type = KHEO_FIELD_CHOICE,
    .flags = KHEO_FIELD_REQUIRED | KHEO_FIELD_COLUMN | KHEO_FIELD_FILTER,
    .label = N_ ("State of work"),
    .section = N_ ("Answer"),
    .choices = states,
    .synonyms = "trang thai|tinh trang|tinh trang xu li|tinh trang giai quyet|trang thai xu li"
                "|tien do|tien do giai quyet|tien do xu li|tinh hinh giai quyet",
    .width = 16,
  },
  [KHEO_PETITION_ANSWERED_ON] = {
    .name = "answered_on",
    .type = KHEO_FIELD_DATE,
    .label = N_ ("Answered on"),
    .section = N_ ("Answer"),
    .synonyms = "ngay tra loi|thoi gian tra loi|ngay giai quyet|ngay xu li|ngay co ket qua"
                "|ngay giai quyet xong",
    .width = 12,
  },
  [KHEO_PETITION_ANSWER] = {
    .name = "answer",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Answer"),
    .section = N_ ("Answer"),
    .help = N_ ("What was answered or done."),
    .synonyms = "noi dung tra loi|tra loi|ket qua giai quyet|ket qua tra loi|ket qua xu li|ket qua"
                "|noi dung giai quyet|y kien tra loi|van ban tra loi",
    .width = 32,
  },
  [KHEO_PETITION_PUBLIC] = {
    .name = "public",
    .type = KHEO_FIELD_CHOICE,
    .label = N_ ("Made public"),
    .section = N_ ("Answer"),
    .help = N_ ("Was the answer made known to the people?"),
    .choices = yes_no,
    .synonyms = "cong khai|da cong khai|cong khai ket qua",
    .width = 10,
  },
  [KHEO_PETITION_NOTE] = {
    .name = "note",
    .type = KHEO_FIELD_LONG_TEXT,
    .flags = KHEO_FIELD_SEARCHABLE,
    .label = N_ ("Note"),
    .section = N_ ("Answer"),
    .synonyms = "ghi chu|ghi chu khac|ghi chu them|chu thich|gc",
    .width = 24,
  },
  [KHEO_PETITION_IMPORT] = KHEO_SOURCE_IMPORT,
  [KHEO_PETITION_IMPORT_SHEET] = KHEO_SOURCE_SHEET,
  [KHEO_PETITION_IMPORT_ROW] = KHEO_SOURCE_ROW,
};

const KheoRegister kheo_register_petitions = {
  .name = "petitions",
  .table = "petition",
  .label = N_ ("Petitions"),
  .one = N_ ("petition"),
  .titles = "tong hop kien nghi|danh sach kien nghi|theo doi kien nghi|kien nghi cua cu tri"
            "|tong hop y kien kien nghi|phan anh kien nghi|bang tong hop kien nghi",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
