/* One small sheet of figures for each layout that offices use. */
#include "transfer-book.h"

#include "kheo-digest.h"
#include <string.h>

/* A sheet and what must stand in the book afterwards, one a line, in the order of the sheet:
 * "F unit code|indicator|period|value", values as stored; "~" nil, "?" missing, "/" not applicable;
 * "T …" a target.  @findings: codes in order, separated by blanks. */
typedef struct
{
  const char *name;
  const char *sheet;
  const char *want;
  const char *findings;
  const char *under;  /* --under, or NULL */
  const char *period; /* --period, or NULL */
} Case;

static const Case cases[] = {
  { "units-down-indicators-across",
    "TỔNG HỢP KẾT QUẢ NĂM 2024\n;;;;Đơn vị tính: triệu đồng\n"
    "STT;Đơn vị;Quỹ Vì người nghèo;Nhà Đại đoàn kết;\n;;;Xây mới;Sửa chữa\nA;B;1;2;3\n"
    ";Toàn tỉnh;600,5;6;4\nI;Huyện Đông Hà;300,5;4;2\n1;Xã An Bình;100,5;1;1\n"
    "2;Xã Hòa Lạc;200;3;1\nII;Thành phố Vân Giang;300;2;2\n1;Phường An Bình;200;2;-\n"
    "2;Phường Hoà Thành;100;;2\n;Người lập biểu;;;\n",
    "F 10101|DV22|2024|100500000\nF 10101|DV24|2024|1\nF 10101|DV25|2024|1\n"
    "F 10102|DV22|2024|200000000\nF 10102|DV24|2024|3\nF 10102|DV25|2024|1\n"
    "F 10201|DV22|2024|200000000\nF 10201|DV24|2024|2\nF 10201|DV25|2024|~\n"
    "F 10202|DV22|2024|100000000\nF 10202|DV25|2024|2\n",
    "" },
  { "wrong-totals-are-told",
    "KẾT QUẢ NĂM 2024\nSTT;Đơn vị;Số cuộc tuyên truyền\nI;Huyện Đông Hà;4\n1;Xã An Bình;1\n"
    "2;Xã Hòa Lạc;2\n;Tổng cộng;3\n",
    "F 10101|DV35|2024|1\nF 10102|DV35|2024|2\n", "total-mismatch" },
  { "district-above-communes-is-checked",
    "KẾT QUẢ NĂM 2024\nĐơn vị;Số cuộc tuyên truyền\nTỉnh Sông Vân;9\nHuyện Đông Hà;3\n"
    "Xã An Bình;1\nXã Hòa Lạc;2\nThành phố Vân Giang;5\n",
    "F 10101|DV35|2024|1\nF 10102|DV35|2024|2\nF 102|DV35|2024|5\n", "total-mismatch" },
  { "indicators-down-plan-and-result",
    "BÁO CÁO 6 THÁNG ĐẦU NĂM 2025\nUBND XÃ HÒA LẠC\n"
    "TT;Nội dung;ĐVT;Kế hoạch;Thực hiện;Tỷ lệ (%);Ghi chú\nI;Phong trào;;;;;\n"
    "1;Số mô hình đăng ký trong năm;mô hình;12;10;83,33;\n;- Tập thể;mô hình;8;7;80;tốt\n"
    "2;Vận động Quỹ Vì người nghèo;triệu đồng;120;\"132,5\";110,42;\n",
    "T 10102|DV01|2025-H1|12\nF 10102|DV01|2025-H1|10\nT 10102|DV02a|2025-H1|8\n"
    "F 10102|DV02a|2025-H1|7\nT 10102|DV22|2025-H1|120000000\nF 10102|DV22|2025-H1|132500000\n",
    "rate-mismatch" },
  { "indicators-down-periods-across",
    "KẾT QUẢ NĂM 2024\nChỉ tiêu;Quý I;Quý II;6 tháng;9 tháng;Cả năm\n"
    "Số cuộc tuyên truyền;10;12;22;30;39\n",
    "F 10|DV35|2024-Q1|10\nF 10|DV35|2024-Q2|12\nF 10|DV35|2024-H1|22\n"
    "F 10|DV35|2024-9M|30\nF 10|DV35|2024|39\n",
    "", "10" },
  { "months-across", "Nội dung;Tháng 1;Tháng 2;T12\nSố cuộc tuyên truyền;1;2;12\n",
    "F 10|DV35|2023-01|1\nF 10|DV35|2023-02|2\nF 10|DV35|2023-12|12\n", "", "10", "2023" },
  { "units-down-years-across-one-indicator",
    "THỐNG KÊ SỐ CUỘC TUYÊN TRUYỀN GIAI ĐOẠN 2021-2023\nSTT;Xã, phường;2021;2022;2023\n"
    "1;Xã Hòa Lạc;12;1.100;...\n2;Xã Tân Mỹ;0;1.200;\n",
    "F 10102|DV35|2021|12\nF 10102|DV35|2022|1100\nF 10102|DV35|2023|?\n"
    "F 10203|DV35|2021|0\nF 10203|DV35|2022|1200\n",
    "" },
  { "units-down-plan-and-result-across",
    "NĂM 2024\nSTT;Đơn vị;Quỹ \"Vì người nghèo\" (triệu đồng);;;Nhà Đại đoàn kết xây mới;;\n"
    ";;KH;TH;%;KH;TH;%\n1;Huyện Đông Hà;100;110,5;110,5;5;4;80\n2;TP Vân Giang;200;150;75;4;4;100\n"
    ";Cộng;300;260,5;;9;8;\n",
    "T 101|DV22|2024|100000000\nF 101|DV22|2024|110500000\nT 101|DV24|2024|5\nF 101|DV24|2024|4\n"
    "T 102|DV22|2024|200000000\nF 102|DV22|2024|150000000\nT 102|DV24|2024|4\nF 102|DV24|2024|4\n",
    "" },
  { "units-down-years-over-indicators",
    "Đơn vị;Năm 2023;;Năm 2024;\n;Số cuộc tuyên truyền;Số lượt người tham gia;Số cuộc tuyên truyền;"
    "Số lượt người tham gia\nXã Hòa Lạc;1;20;2;hơn 1.000\nXã Tân Mỹ;1;;3;x\n",
    "F 10102|DV35|2023|1\nF 10102|DV36|2023|20\nF 10102|DV35|2024|2\nF 10102|DV36|2024|>1000\n"
    "F 10203|DV35|2023|1\nF 10203|DV35|2024|3\nF 10203|DV36|2024|/\n",
    "" },
  { "indicators-down-units-across",
    "THỰC HIỆN NĂM 2024\nSTT;Nội dung;Đơn vị tính;Tổng số;Huyện Đông Hà;Vân Giang\n"
    "1;Số cuộc giám sát;cuộc;31;10;20\n2;Đất nhân dân hiến;m2;\"1.250,5\";\"1.000,5\";250\n",
    "F 101|DV42|2024|10\nF 102|DV42|2024|20\nF 101|DV37|2024|100050\nF 102|DV37|2024|25000\n",
    "total-mismatch" },
  { "comparison-is-not-taken",
    "BÁO CÁO QUÝ III/2024\nNội dung;Kết quả;Cùng kỳ;So sánh (%)\n"
    "Số cuộc tuyên truyền;12;10;120\n",
    "F 10|DV35|2024-Q3|12\n", "", "10" },
  { "plan-of-the-year-beside-a-month",
    "KẾT QUẢ THÁNG 5 NĂM 2024\nNội dung;Kế hoạch năm;Trong kỳ;Lũy kế từ đầu năm;Tỷ lệ (%)\n"
    "Số cuộc tuyên truyền;20;3;12;60\nSố cuộc giám sát;10;1;5;70\n",
    "T 10|DV35|2024|20\nF 10|DV35|2024-05|3\nT 10|DV42|2024|10\nF 10|DV42|2024-05|1\n",
    "rate-mismatch", "10" },
  { "the-year-so-far-alone",
    "KẾT QUẢ QUÝ III NĂM 2024\nNội dung;Lũy kế từ đầu năm;So với cùng kỳ (%)\n"
    "Số cuộc tuyên truyền;12;60\n",
    "F 10|DV35|2024-9M|12\n", "", "10" },
  { "a-comparison-with-nothing-is-told",
    "KẾT QUẢ NĂM 2024\nNội dung;Kế hoạch;Cùng kỳ\nSố cuộc tuyên truyền;12;60\n",
    "T 10|DV35|2024|12\n", "column-not-taken", "10" },
  { "a-year-that-is-not-its-quarters",
    "NĂM 2024\nĐơn vị;Số cuộc tuyên truyền;;;;\n;Quý I;Quý II;Quý III;Quý IV;Cả năm\n"
    "Xã An Bình;1;2;3;4;10\nXã Hòa Lạc;1;2;3;4;11\nThị trấn Đông Hà;1;2;3;…;11\n",
    "F 10101|DV35|2024-Q1|1\nF 10101|DV35|2024-Q2|2\nF 10101|DV35|2024-Q3|3\n"
    "F 10101|DV35|2024-Q4|4\nF 10101|DV35|2024|10\nF 10102|DV35|2024-Q1|1\n"
    "F 10102|DV35|2024-Q2|2\nF 10102|DV35|2024-Q3|3\nF 10102|DV35|2024-Q4|4\n"
    "F 10102|DV35|2024|11\nF 10103|DV35|2024-Q1|1\nF 10103|DV35|2024-Q2|2\n"
    "F 10103|DV35|2024-Q3|3\nF 10103|DV35|2024-Q4|?\nF 10103|DV35|2024|11\n",
    "total-mismatch" },
  { "the-sum-of-some-months-is-no-figure",
    "NĂM 2024\nNội dung;Cộng;Tháng 1;Tháng 2\nSố cuộc tuyên truyền;3;1;2\n"
    "Số cuộc giám sát;4;1;2\n",
    "F 10|DV35|2024-01|1\nF 10|DV35|2024-02|2\nF 10|DV42|2024-01|1\nF 10|DV42|2024-02|2\n",
    "total-mismatch", "10" },
  { "parts-across",
    "NĂM 2024\nĐơn vị;Số lượt người tham gia;;\n;Tổng số;Trong đó;\n;;Nữ;Có đạo\n"
    "Xã An Bình;10;9;8\nXã Hòa Lạc;10;11;1\n",
    "F 10101|DV36|2024|10\nF 10101|Số lượt người tham gia – Nữ|2024|9\n"
    "F 10101|Số lượt người tham gia – Có đạo|2024|8\nF 10102|DV36|2024|10\n"
    "F 10102|Số lượt người tham gia – Nữ|2024|11\nF 10102|Số lượt người tham gia – Có đạo|2024|1\n",
    "indicator-new indicator-new total-mismatch" },
  { "division-across-beside-its-whole",
    "NĂM 2024\nĐơn vị;Quỹ Vì người nghèo (triệu đồng);Chia ra;\n;;Tiền mặt;Hiện vật\n"
    "Xã An Bình;10;9;1\nXã Hòa Lạc;10;8;1\n",
    "F 10101|DV22|2024|10000000\nF 10101|Quỹ Vì người nghèo – Tiền mặt|2024|9000000\n"
    "F 10101|Quỹ Vì người nghèo – Hiện vật|2024|1000000\nF 10102|DV22|2024|10000000\n"
    "F 10102|Quỹ Vì người nghèo – Tiền mặt|2024|8000000\n"
    "F 10102|Quỹ Vì người nghèo – Hiện vật|2024|1000000\n",
    "indicator-new indicator-new total-mismatch" },
  { "parts-down",
    "NĂM 2024\nTT;Nội dung;Số liệu\n1;Số lượt người tham gia;10\n;- Trong đó: Nữ;12\n"
    ";- Có đạo;3\n2;Quỹ Vì người nghèo (triệu đồng);10\n;Chia theo hình thức:;\n;- Tiền mặt;8\n"
    ";- Hiện vật;3\n3;Số cuộc giám sát;5\n",
    "F 10|DV36|2024|10\nF 10|Số lượt người tham gia – Nữ|2024|12\n"
    "F 10|Số lượt người tham gia – Có đạo|2024|3\nF 10|DV22|2024|10000000\n"
    "F 10|Quỹ Vì người nghèo – Tiền mặt|2024|8000000\n"
    "F 10|Quỹ Vì người nghèo – Hiện vật|2024|3000000\nF 10|DV42|2024|5\n",
    "indicator-new total-mismatch indicator-new total-mismatch indicator-new indicator-new", "10" },
  { "thousands-beside-decimals",
    "NĂM 2024\nĐơn vị;Số lượt người tham gia;Tỷ lệ hộ tham gia (%)\nXã An Bình;1,452;\"98,5\"\n"
    "Xã Hòa Lạc;2,310;\"97,25\"\n",
    "F 10101|DV36|2024|1452\nF 10101|Tỷ lệ hộ tham gia|2024|9850\nF 10102|DV36|2024|2310\n"
    "F 10102|Tỷ lệ hộ tham gia|2024|9725\n",
    "indicator-new" },
  { "statistical-form",
    "Biểu 02CS;;;;;\n25/2015/TT-BKHCN;;;;;\nNgày nhận: trước ngày 01 tháng 02 năm 2018;;;;;\n"
    "NHÂN LỰC KHOA HỌC;;;;;\n(Có đến ngày 31/12 năm 2017);;;;;\n;;;;;Đơn vị tính: Người\n"
    ";Mã số;Tổng số;Chia theo trình độ;\n;;;Tiến sĩ;Thạc sĩ\nA;B;1;2;3\nTỔNG SỐ;01;6;1;5\n"
    "Chia theo giới tính:;;;;\n1. Nam;02;4;1;3\n2. Nữ;03;2;-;2\n;;;;\nNgười lập biểu;;;;Thủ "
    "trưởng\n"
    "(Ký, ghi rõ họ tên);;;;(Ký)\nĐăng nhập;;;;\nTrang chủ;12;;;\n",
    "F 10|Nhân lực khoa học|2017|6\nF 10|Nhân lực khoa học – Tiến sĩ|2017|1\n"
    "F 10|Nhân lực khoa học – Thạc sĩ|2017|5\nF 10|Nhân lực khoa học – Nam|2017|4\n"
    "F 10|Nhân lực khoa học – Nam – Tiến sĩ|2017|1\nF 10|Nhân lực khoa học – Nam – Thạc sĩ|2017|3\n"
    "F 10|Nhân lực khoa học – Nữ|2017|2\nF 10|Nhân lực khoa học – Nữ – Tiến sĩ|2017|~\n"
    "F 10|Nhân lực khoa học – Nữ – Thạc sĩ|2017|2\n",
    "indicator-new indicator-new indicator-new indicator-new indicator-new indicator-new "
    "indicator-new indicator-new indicator-new",
    "10" },
  { "long-list",
    "mã đơn vị,chỉ tiêu,kỳ,giá trị,đơn vị tính\n10101,Số cuộc tuyên truyền,2024-Q1,12,cuộc\n"
    "10102,Số cuộc tuyên truyền,quý II/2024,14,cuộc\n"
    "10102,Vận động Quỹ “Vì người nghèo”,2024,\"220,34 tỷ\",đồng\n",
    "F 10101|DV35|2024-Q1|12\nF 10102|DV35|2024-Q2|14\nF 10102|DV22|2024|220340000000\n", "" },
  { "long-list-by-code",
    "Mã chỉ tiêu,Đơn vị,Kỳ,Tình trạng,Giá trị,Trên tổng số,Mức chính xác\n"
    "DV22,Xã Hòa Lạc,2024,Có số liệu,\"1.250.000.000\",,hơn\n"
    "DV13,Xã Hòa Lạc,2024,Có số liệu,45,50,\n"
    "DV24,Xã Hòa Lạc,6 tháng đầu năm 2024,Không phát sinh,,,\n",
    "F 10102|DV22|2024|>1250000000\nF 10102|DV13|2024|45/50\nF 10102|DV24|2024-H1|~\n", "" },
  { "unit-and-indicator-in-rows",
    "NĂM 2024\nĐơn vị;Chỉ tiêu;Quý I;Quý II\nXã Hòa Lạc;Số cuộc tuyên truyền;1;2\n"
    ";Số cuộc giám sát;3;4\nXã Tân Mỹ;Số cuộc tuyên truyền;5;\n",
    "F 10102|DV35|2024-Q1|1\nF 10102|DV35|2024-Q2|2\nF 10102|DV42|2024-Q1|3\n"
    "F 10102|DV42|2024-Q2|4\nF 10203|DV35|2024-Q1|5\n",
    "" },
  { "parts-and-percent",
    "NĂM 2024\nĐơn vị;Thôn bầu trưởng thôn;Tỷ lệ hộ hài lòng (%)\nXã Hòa Lạc;1.452/1.452;98,12%\n"
    "Xã Tân Mỹ;12/13;97,5\n",
    "F 10102|Thôn bầu trưởng thôn|2024|1452/1452\nF 10102|DV66b|2024|9812\n"
    "F 10203|Thôn bầu trưởng thôn|2024|12/13\nF 10203|DV66b|2024|9750\n",
    "indicator-new" },
  { "marks-are-yes",
    "NĂM 2024\nSTT;Tên xã;Có hương ước;Số cuộc tuyên truyền\n1;Xã Hòa Lạc;x;0\n2;Xã Tân Mỹ;;-\n",
    "F 10102|Có hương ước|2024|1\nF 10102|DV35|2024|0\nF 10203|DV35|2024|~\n", "indicator-new" },
  { "ambiguous-unit-is-refused",
    "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền\n1;An Bình;3\n2;Xã Hòa Lạc;4\n",
    "F 10102|DV35|2024|4\n", "unit-ambiguous" },
  { "unknown-period-is-refused", "TT;Đơn vị;Số cuộc tuyên truyền\n1;Xã Tân Mỹ;3\n2;Xã Hòa Lạc;4\n",
    "", "period-missing" },
  { "no-unit-is-refused", "NĂM 2024\nChỉ tiêu;Số liệu\nSố cuộc tuyên truyền;3\n", "",
    "unit-missing" },
  { "unit-of-the-title-is-not-known",
    "UBND TỈNH SÔNG VÂN\nKẾT QUẢ XÃ MỸ ĐÌNH 9 NĂM 2024\nChỉ tiêu;Quý I;Quý II\n"
    "Số cuộc tuyên truyền;3;4\n",
    "", "unit-unknown" },
  { "unit-of-the-title-is-not-known-but-said",
    "KẾT QUẢ XÃ MỸ ĐÌNH 9 NĂM 2024\nChỉ tiêu;Quý I;Quý II\nSố cuộc tuyên truyền;3;4\n",
    "F 101|DV35|2024-Q1|3\nF 101|DV35|2024-Q2|4\n", "unit-likely", "101" },
  { "letters-of-units-are-no-numbers",
    "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền\n1;X.An Bình;3\n2;P.An Bình;4\n3;x.Tân Mỹ;5\n",
    "F 10101|DV35|2024|3\nF 10201|DV35|2024|4\nF 10203|DV35|2024|5\n", "" },
  { "three-decimals-are-told",
    "NĂM 2024\nTT;Đơn vị;Cây xanh;Tỷ lệ hộ hài lòng (%)\n1;Xã Tân Mỹ;859;\"94,67\"\n"
    "2;Xã Hòa Lạc;\"38,899\";\"40,17\"\n",
    "F 10203|Cây xanh|2024|859000\nF 10203|DV66b|2024|9467\nF 10102|Cây xanh|2024|38899\n"
    "F 10102|DV66b|2024|4017\n",
    "indicator-new ambiguous-number" },
  { "measure-of-the-title",
    "VẬN ĐỘNG QUỸ “VÌ NGƯỜI NGHÈO” (TRIỆU) NĂM 2024\nTT;Đơn vị;T1;T2\n1;Xã Tân Mỹ;\"144,2\";0\n"
    "2;Xã Hòa Lạc;\"87,3\";3\n",
    "F 10203|DV22|2024-01|144200000\nF 10203|DV22|2024-02|0\nF 10102|DV22|2024-01|87300000\n"
    "F 10102|DV22|2024-02|3000000\n",
    "" },
  { "few-figures-above-signatures",
    "KẾT QUẢ NĂM 2024\nTT;Địa phương;Đơn thư tiếp nhận\n1;Xã Tân Mỹ;8\n2;Xã Hòa Lạc;\n;;\n;;\n"
    ";;Sông Vân, ngày 15 tháng 11 năm 2024\n;NGƯỜI LẬP BIỂU;TM. BAN THƯỜNG TRỰC\n"
    ";(Ký, ghi rõ họ tên);(Ký tên, đóng dấu)\n;;\n;Nguyễn Thị Mai;Trần Văn Hùng\n",
    "F 10203|DV52|2024|8\n", "" },
  { "bad-value-is-refused",
    "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền;Số cuộc giám sát\n1;Xã Tân Mỹ;ba;1\n"
    "2;Xã Hòa Lạc;2-3;2\n3;Thị trấn Đông Hà;4;3\n",
    "F 10203|DV42|2024|1\nF 10102|DV42|2024|2\nF 10103|DV35|2024|4\nF 10103|DV42|2024|3\n",
    "bad-value bad-value" },
  { "two-numbers-for-one-are-refused",
    "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền\n1;Xã Tân Mỹ;3\n2;Xã Tân Mỹ;4\n",
    "F 10203|DV35|2024|3\n", "figure-conflict" },
  { "amounts-without-unit-are-told",
    "NĂM 2024\nTT;Đơn vị;Quỹ Vì người nghèo\n1;Xã Tân Mỹ;553\n2;Xã Hòa Lạc;\"5.000.000 đồng\"\n",
    "F 10203|DV22|2024|553\nF 10102|DV22|2024|5000000\n", "unit-of-measure" },
  { "doubtful-number-is-told",
    "NĂM 2024\nTT;Đơn vị;Quỹ Vì người nghèo (triệu đồng)\n1;Xã Tân Mỹ;1.250\n",
    "F 10203|DV22|2024|1250000000\n", "ambiguous-number" },
};

/* ---- What stands in the book ---- */

static void
append_value (GString *list, KheoStmt *stmt)
{
  const char *state = kheo_stmt_get_text (stmt, 5);
  const char *qualifier = kheo_stmt_get_text (stmt, 8);

  if (strcmp (state, "value") != 0)
    g_string_append (list, strcmp (state, "nil") == 0       ? "~"
                           : strcmp (state, "missing") == 0 ? "?"
                                                            : "/");
  else
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT,
                            g_strcmp0 (qualifier, "more-than") == 0 ? ">" : "",
                            kheo_stmt_get_int (stmt, 6));
  if (!kheo_stmt_is_null (stmt, 7))
    g_string_append_printf (list, "/%" G_GINT64_FORMAT, kheo_stmt_get_int (stmt, 7));
}

static char *
list_figures (KheoDb *db)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db,
      "SELECT kind, unit.code, coalesce (i.code, i.name), period, at, state, value, denominator,"
      " qualifier FROM ("
      "  SELECT 'F' AS kind, unit_id, indicator_id, period, import_row * 1000 + import_column AS"
      "    at, state, value, denominator, qualifier FROM figure UNION ALL"
      "  SELECT 'T', unit_id, indicator_id, period, import_row * 1000 + import_column, 'value',"
      "    value, NULL, NULL FROM target) AS f"
      " JOIN indicator AS i ON i.id = indicator_id"
      " JOIN unit_version AS unit ON unit.unit_id = f.unit_id ORDER BY at");
  g_autoptr (GError) error = NULL;
  GString *list = g_string_new (NULL);

  while (kheo_stmt_step (stmt, &error))
    {
      g_string_append_printf (list, "%s %s|%s|%s|", kheo_stmt_get_text (stmt, 0),
                              kheo_stmt_get_text (stmt, 1), kheo_stmt_get_text (stmt, 2),
                              kheo_stmt_get_text (stmt, 3));
      append_value (list, stmt);
      g_string_append_c (list, '\n');
    }
  g_assert_no_error (error);
  return g_string_free (list, FALSE);
}

static char *
list_codes (const KheoImport *import)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s at %d,%d: %s", finding.code, finding.row + 1, finding.column,
                      finding.message);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", finding.code);
    }
  return g_string_free (codes, FALSE);
}

static KheoImport *
read_with (KheoTestDir *dir, const char *sheet, const char *under, const char *period)
{
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (GError) error = NULL;

  options->under = g_strdup (under);
  options->period = g_strdup (period);
  g_file_set_contents (path, sheet, -1, &error);
  g_assert_no_error (error);
  return transfer_read (path, options);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (dir, one->sheet, one->under, one->period);
  g_autoptr (KheoImport) again = NULL;
  g_autofree char *figures = NULL;
  g_autofree char *codes = NULL;

  transfer_commit (import, db);
  codes = list_codes (import);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==, one->want);
  g_assert_cmpstr (codes, ==, one->findings);
  /* The same file again says nothing new. */
  again = read_with (dir, one->sheet, one->under, one->period);
  transfer_match (again, db);
  g_assert_cmpuint (kheo_import_count (again, NULL).created, ==, 0);
  g_assert_cmpuint (kheo_import_count (again, NULL).changed, ==, 0);
}

/* ---- Later reports, and taking back ---- */

static const char first[] = "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền;Nhà văn hóa mới\n"
                            "1;Xã Tân Mỹ;3;1\n2;Xã Hòa Lạc;4;1\n";
static const char second[] = "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền;Nhà văn hóa mới\n"
                             "1;Xã Tân Mỹ;3;2\n2;Xã Hòa Lạc;-;1\n3;Thị trấn Đông Hà;5;\n";

static void
test_resubmission (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (dir, first, NULL, NULL);
  g_autoptr (KheoImport) later = NULL;
  g_autofree char *figures = NULL;
  KheoImportTable *table = NULL;
  KheoImportFigure figure;

  transfer_commit (import, db);
  later = read_with (dir, second, NULL, NULL);
  transfer_match (later, db);
  table = kheo_import_get_table (later, 0);
  g_assert_cmpuint (kheo_import_count (later, NULL).created, ==, 1);
  g_assert_cmpuint (kheo_import_count (later, NULL).changed, ==, 2);
  g_assert_cmpuint (kheo_import_count (later, NULL).unchanged, ==, 2);
  kheo_import_table_get_figure (table, (guint) kheo_import_table_find_figure (table, 2, 3),
                                &figure);
  g_assert_cmpint (figure.status, ==, KHEO_ROW_CHANGED);
  g_assert_cmpstr (figure.before, ==, "1");
  g_assert_cmpint (figure.value, ==, 2);
  transfer_commit (later, db);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==,
                   "F 10203|DV35|2024|3\nF 10203|Nhà văn hóa mới|2024|2\nF 10102|DV35|2024|~\n"
                   "F 10102|Nhà văn hóa mới|2024|1\nF 10103|DV35|2024|5\n");
}

static void
test_taken_back (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (dir, first, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *before = kheo_book_digest (db, &error);
  g_autofree char *after = NULL;

  changes = kheo_history_undo (db, transfer_commit (import, db), "test", NULL, &error);
  g_assert_no_error (error);
  after = kheo_book_digest (db, &error);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Merged headings ---- */

/* A page named .xls, as a statistics system gives it, with the page's own rubbish below. */
static const char page[] =
    "<html><body><table border=1><tr><td colspan=6>KẾT QUẢ QUÝ IV/2024</td></tr>"
    "<tr><td rowspan=3>STT</td><td rowspan=3>Tên đơn vị</td><td colspan=3>Số cuộc giám sát</td>"
    "<td rowspan=3>Số cuộc tuyên truyền</td></tr>"
    "<tr><td rowspan=2>Tổng số</td><td colspan=2>Trong đó</td></tr>"
    "<tr><td>Cấp xã chủ trì</td><td>Phối hợp</td></tr>"
    "<tr><td>1</td><td>Xã Tân Mỹ</td><td>5</td><td>3</td><td>2</td><td>8</td></tr>"
    "<tr><td>2</td><td>Xã Hòa Lạc</td><td>4</td><td>4</td><td></td><td>9</td></tr>"
    "<tr><td></td><td>Tổng cộng</td><td>9</td><td>7</td><td>2</td><td>17</td></tr></table>"
    "<table><tr><td>Đăng nhập</td><td>Trang chủ</td></tr></table></body></html>";

static void
test_merged_headings (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.xls", page);
  g_autofree char *figures = NULL;
  g_autofree char *codes = NULL;

  transfer_commit (import, db);
  codes = list_codes (import);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==,
                   "F 10203|DV42|2024-Q4|5\nF 10203|Số cuộc giám sát – Cấp xã chủ trì|2024-Q4|3\n"
                   "F 10203|Số cuộc giám sát – Phối hợp|2024-Q4|2\nF 10203|DV35|2024-Q4|8\n"
                   "F 10102|DV42|2024-Q4|4\nF 10102|Số cuộc giám sát – Cấp xã chủ trì|2024-Q4|4\n"
                   "F 10102|DV35|2024-Q4|9\n");
  g_assert_cmpstr (codes, ==, "indicator-new indicator-new");
}

/* ---- A person's answers ---- */

static void
test_indicator_is_chosen (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (dir, first, NULL, NULL);
  g_autoptr (KheoImport) other = NULL;
  KheoImportIndicator indicator;
  KheoImportFinding   finding;
  gint64              id = 0;

  transfer_commit (import, db);
  kheo_import_get_indicator (import, 1, &indicator);
  id = indicator.indicator_id;
  g_assert_cmpint (id, !=, 0);
  other = read_with (dir, "NĂM 2025\nTT;Đơn vị;NVH xây thêm\n1;Xã Tân Mỹ;7\n", NULL, NULL);
  transfer_match (other, db);
  g_assert_true (transfer_find (other, "indicator-new", &finding));
  kheo_import_choose_indicator (other, 0, id);
  transfer_commit (other, db);
  transfer_assert_no_findings (other);
  /* Remembered for the next file. */
  g_clear_pointer (&other, kheo_import_free);
  other = read_with (dir, "NĂM 2026\nTT;Đơn vị;NVH xây thêm\n1;Xã Tân Mỹ;8\n", NULL, NULL);
  transfer_match (other, db);
  transfer_assert_no_findings (other);
  kheo_import_get_indicator (other, 0, &indicator);
  g_assert_cmpint (indicator.indicator_id, ==, id);
}

static void
test_meaning_is_corrected (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import =
      read_with (dir, "NĂM 2024\nTT;Đơn vị;Cột A;Cột B\n1;Xã Tân Mỹ;3;4\n", NULL, NULL);
  KheoImportTable *table = kheo_import_get_table (import, 0);
  KheoImportMeaning meaning = { "Số cuộc tuyên truyền", NULL, "2023-Q4", KHEO_MEASURE_TARGET };
  g_autofree char *figures = NULL;

  transfer_match (import, db);
  kheo_import_set_meaning (import, table, 2, &meaning);
  kheo_import_set_column (import, table, 3, KHEO_COLUMN_NONE);
  transfer_commit (import, db);
  transfer_assert_no_findings (import);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==, "T 10203|DV35|2023-Q4|3\n");
}

/* The next file of the form needs no correction. */
static void
test_meaning_is_remembered (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import =
      read_with (dir, "NĂM 2024\nTT;Đơn vị;Cột A;Cột B\n1;Xã Tân Mỹ;3;4\n", NULL, NULL);
  g_autoptr (KheoImport) next =
      read_with (dir, "NĂM 2025\nTT;Đơn vị;Cột A;Cột B\n1;Xã Tân Mỹ;5;6\n", NULL, NULL);
  KheoImportTable  *table = kheo_import_get_table (import, 0);
  KheoImportMeaning meaning = { "Số cuộc tuyên truyền", NULL, NULL, KHEO_MEASURE_TARGET };
  g_autofree char  *figures = NULL;

  transfer_match (import, db);
  kheo_import_set_meaning (import, table, 2, &meaning);
  kheo_import_set_column (import, table, 3, KHEO_COLUMN_NONE);
  transfer_commit (import, db);
  transfer_commit (next, db);
  transfer_assert_no_findings (next);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==, "T 10203|DV35|2024|3\nT 10203|DV35|2025|5\n");
}

/* A person takes the table for something else, and back; an empty heading holds no figures. */
static void
test_taken_for_another (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (dir, first, NULL, NULL);
  KheoImportTable *table = kheo_import_get_table (import, 0);

  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 4);
  kheo_import_set_as (import, table, KHEO_IMPORT_MODELS);
  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 0);
  g_assert_cmpuint (kheo_import_table_get_n_figures (table), ==, 0);
  kheo_import_set_as (import, table, KHEO_IMPORT_CONVERSION);
  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 0);
  kheo_import_set_as (import, table, KHEO_IMPORT_FIGURES);
  kheo_import_set_heading (import, table, 20, 20);
  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 0);
  kheo_import_set_heading (import, table, 1, 1);
  transfer_commit (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 4);
}

static void
test_figure_is_corrected (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = read_with (
      dir, "TT;Đơn vị;Số cuộc tuyên truyền\n1;Xã Tân Mỹ;ba\n2;Xã Hòa Lạc;4\n", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *figures = NULL;
  KheoImportTable *table = kheo_import_get_table (import, 0);

  kheo_import_set_period (import, "2024-H2");
  g_assert_false (kheo_import_set_figure (import, table, 0, "ba", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (kheo_import_set_figure (import, table, 0, "3", &error));
  g_assert_true (kheo_import_set_figure (import, table, 1, "", &error));
  transfer_commit (import, db);
  transfer_assert_no_findings (import);
  figures = list_figures (db);
  g_assert_cmpstr (figures, ==, "F 10203|DV35|2024-H2|3\n");
}

/* Names with a number or with "từ", which elsewhere starts a span of days. */
static void
test_unit_of_title (void)
{
  static const struct
  {
    const char *title, *under;
  } titles[] = {
    { "KẾT QUẢ PHƯỜNG 1, QUẬN NAM TỪ LIÊM NĂM 2024", "Quận nam từ liêm/Phường 1" },
    { "KẾT QUẢ PHƯỜNG MỸ ĐÌNH 2 NĂM 2024", "Phường mỹ đình 2" },
    { "KẾT QUẢ XÃ HÒA LẠC 6 THÁNG ĐẦU NĂM 2024", "Xã hòa lạc" },
    { "KẾT QUẢ XÃ HÒA LẠC 31/12/2024", "Xã hòa lạc" },
    { "KẾT QUẢ XÃ HÒA LẠC TỪ NGÀY 1/1/2024 ĐẾN NGÀY 31/3/2024", "Xã hòa lạc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
      g_autofree char *sheet = g_strdup_printf ("\"%s\";;\nChỉ tiêu;Quý I;Quý II\nSố cuộc giám "
                                                "sát;3;4\n",
                                                titles[i].title);
      g_autoptr (KheoImport) import = read_with (dir, sheet, NULL, NULL);
      KheoImportTableInfo info;

      kheo_import_table_get_info (kheo_import_get_table (import, 0), &info);
      g_assert_cmpstr (info.under, ==, titles[i].under);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transfer/figures/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/transfer/figures/resubmission", test_resubmission);
  g_test_add_func ("/transfer/figures/unit-of-title", test_unit_of_title);
  g_test_add_func ("/transfer/figures/merged-headings", test_merged_headings);
  g_test_add_func ("/transfer/figures/taken-back", test_taken_back);
  g_test_add_func ("/transfer/figures/indicator-is-chosen", test_indicator_is_chosen);
  g_test_add_func ("/transfer/figures/meaning-is-corrected", test_meaning_is_corrected);
  g_test_add_func ("/transfer/figures/meaning-is-remembered", test_meaning_is_remembered);
  g_test_add_func ("/transfer/figures/taken-for-another", test_taken_for_another);
  g_test_add_func ("/transfer/figures/figure-is-corrected", test_figure_is_corrected);
  return g_test_run ();
}
