"""What the sheets say: names of models, owners, people, headings and their many wordings."""

STARTS = ["Khéo vận động", "Vận động nhân dân", "Chung tay", "Liên kết", "Đồng hành cùng",
          "Phát huy vai trò", "Tuyên truyền", "Giúp nhau", "Tổ tự quản", "Nhân dân tham gia",
          "Mô hình", "Câu lạc bộ", "“Dân vận khéo” trong", "Nêu gương", "Xây dựng"]
THINGS = ["hiến đất làm đường bê tông", "trồng cây ăn quả trên đất dốc", "nuôi cá lồng",
          "thu gom rác thải nhựa", "phòng chống ma túy", "thắp sáng đường quê",
          "tổ hoà giải ở cơ sở", "bảo tồn nghề dệt truyền thống", "nhóm liên gia tự quản",
          "xóa bỏ hủ tục trong việc cưới, việc tang", "giữ gìn an ninh thôn bản",
          "hộ nghèo làm nhà ở", "giúp trẻ em đến trường", "chuyển đổi số cộng đồng",
          "người có uy tín trong cộng đồng", "5 không, 3 sạch", "ngày Chủ nhật xanh",
          "giải phóng mặt bằng dự án đường tỉnh 326", "chi bộ 4 tốt, đảng bộ cơ sở 4 tốt",
          "cánh đồng không vỏ thuốc", "camera an ninh", "quỹ vì người nghèo",
          "hệ thống chính trị ở thôn, khu vững mạnh", "kinh tế vườn – ao – chuồng"]
ENDS = ["", "", "", "", " giai đoạn 2021-2025", " tại thôn 5", " ở khu dân cư số 12", " năm 2023",
        " (nhân rộng)", " – cách làm hay", " và 2 tổ liên kết", ", thôn Nà Mòn", " gắn với OCOP",
        " theo Nghị quyết số 05-NQ/TU"]
LONG = (" nhằm nâng cao nhận thức của cán bộ, đảng viên và nhân dân về công tác dân vận trong tình "
        "hình mới; phát huy vai trò của người có uy tín, già làng, trưởng bản; huy động sức dân "
        "cùng Nhà nước xây dựng các công trình phúc lợi, góp phần hoàn thành các tiêu chí nông "
        "thôn mới nâng cao, đô thị văn minh trên địa bàn")

OWNERS = ["Hội Nông dân {t} {n}", "Hội Liên hiệp Phụ nữ {t} {n}", "Hội Cựu chiến binh {t} {n}",
          "Đoàn Thanh niên {t} {n}", "Ủy ban MTTQ {t} {n}", "UBMTTQ {t} {n}", "Đảng ủy {t} {n}",
          "Công an {t} {n}", "Ban Chỉ huy Quân sự {t} {n}", "Khối Dân vận {t} {n}",
          "Công đoàn {t} {n}", "Trường THCS {n}", "Trạm Y tế {t} {n}"]
OWNERS_PLAIN = ["Hội Nông dân", "Hội LHPN", "Hội CCB", "Đoàn TNCS Hồ Chí Minh", "UB MTTQ",
                "Chi bộ thôn Nà Mòn", "Hội Người cao tuổi", "Ban Công tác Mặt trận thôn 3",
                "Trường Tiểu học Kim Đồng", "HTX Nông nghiệp Tân Tiến", "Công ty TNHH Phú Hưng",
                "Phòng Nội vụ", "Đồn Biên phòng"]
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vì", "Cà", "Lò", "Quàng", "Bùi", "Đặng", "Triệu",
          "Giàng A", "Hồ"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Hữu", "Thanh", "Ngọc", "Thuý"]
GIVEN = ["Lan", "Bình", "Quyết", "Thủy", "Tuấn", "Ước", "Phượng", "Yến", "Hùng", "Mỹ", "Dũng", "Hoà"]
NOTES = ["Đăng ký mới", "Duy trì", "Có báo cáo kèm theo", "Nhân rộng", "Tiếp tục thực hiện",
         "Điểm của huyện", "xem phụ lục 2", "Mới"]
CONTENTS = ["Tuyên truyền, vận động hội viên hiến đất, góp công", "Họp dân, thống nhất chủ trương",
            "Thành lập tổ tự quản; phân công hộ phụ trách", "Ra mắt mô hình, ký cam kết"]
RESULTS = ["Hiến 1.200 m² đất, 350 ngày công", "100% hộ dân tham gia", "Giảm 3 hộ nghèo",
           "Làm 2,5 km đường bê tông", "Đường làng sạch đẹp"]
POSTS = ["Bí thư chi bộ", "Trưởng thôn", "Chủ tịch Hội Nông dân", "Hội viên", "Chi hội trưởng"]

FIELDS = {
    "economy": ["Kinh tế", "KT", "Phát triển kinh tế", "Lĩnh vực kinh tế", "kinh tế", "PTKT",
                "LV Kinh tế", "1. Kinh tế"],
    "culture-society": ["Văn hóa - xã hội", "VH-XH", "Văn hoá, xã hội", "Văn hóa xã hội", "VHXH",
                        "Văn hóa – Xã hội", "văn hoá và xã hội", "2. Văn hóa - xã hội", "VH - XH"],
    "defence-security": ["Quốc phòng - an ninh", "QP-AN", "An ninh quốc phòng", "QPAN",
                         "Quốc phòng, an ninh", "ANQP", "AN-QP", "3. Quốc phòng - an ninh",
                         "An ninh, quốc phòng"],
    "political-system": ["Xây dựng hệ thống chính trị", "XD HTCT", "Hệ thống chính trị", "HTCT",
                         "Củng cố hệ thống chính trị", "XDHTCT", "4. Xây dựng hệ thống chính trị",
                         "Xây dựng Đảng và hệ thống chính trị"],
}
KINDS = {"collective": ["Tập thể", "tập thể", "TT", "TẬP THỂ", "T.thể"],
         "individual": ["Cá nhân", "cá nhân", "CN", "CÁ NHÂN", "Cá Nhân"]}
KIND_SHORT = {"collective": "TT", "individual": "CN"}

HEADINGS = {
    "number": ["STT", "TT", "Số TT", "Số thứ tự", "Stt"],
    "name": ["Tên mô hình", "Nội dung mô hình", "Tên mô hình, điển hình", "Mô hình “Dân vận khéo”",
             "Tên mô hình/điển hình", "Tên mô hình đăng ký", "TÊN MÔ HÌNH", "Mô hình",
             "Tên mô hình \"Dân vận khéo\"", "Tên mô hình, điển hình đăng ký", "Tên mô hình (*)"],
    "commune": ["Xã, phường, thị trấn", "Xã", "Đơn vị (xã/phường)", "Xã/phường/thị trấn",
                "Phường, xã", "Tên xã", "Xã, phường", "Địa phương (xã, phường)", "Tên xã, phường"],
    "district": ["Huyện, thành phố", "Huyện", "Huyện, thị xã, thành phố", "Huyện/TP", "Tên huyện",
                 "Huyện (TX, TP)", "Quận, huyện"],
    "unit": ["Đơn vị", "Địa phương", "Địa bàn", "Tên đơn vị", "Xã, huyện", "Đơn vị, địa phương"],
    "code": ["Mã xã", "Mã đơn vị", "Mã ĐVHC", "Mã số xã", "Mã đơn vị hành chính"],
    "owner": ["Đơn vị thực hiện", "Đơn vị đăng ký", "Chủ thể thực hiện", "Cơ quan, đơn vị thực hiện",
              "Đơn vị chủ trì", "Tổ chức thực hiện", "Đơn vị xây dựng mô hình"],
    "kind": ["Tập thể/cá nhân", "Loại hình", "Tập thể hay cá nhân", "Loại mô hình",
             "Tập thể (TT)/Cá nhân (CN)"],
    "field": ["Lĩnh vực", "Thuộc lĩnh vực", "Lĩnh vực đăng ký", "Lĩnh vực thực hiện", "LĨNH VỰC"],
    "year": ["Năm", "Năm đăng ký", "Năm thực hiện", "Năm triển khai"],
    "registered_on": ["Ngày đăng ký", "Thời gian đăng ký", "Ngày, tháng đăng ký",
                      "Ngày tháng năm đăng ký", "Ngày đăng kí", "Ngày đăng ký (dd/mm/yyyy)"],
    "person": ["Họ và tên", "Họ tên (nếu là cá nhân)", "Họ, tên cá nhân", "Cá nhân (họ và tên)",
               "Họ tên cá nhân", "Họ và tên (đối với cá nhân)"],
    "participants": ["Số người tham gia", "Số hộ, người tham gia", "Số lượng người tham gia",
                     "Số người tham gia (người)", "Tổng số người tham gia"],
    "budget": ["Kinh phí", "Kinh phí thực hiện", "Tổng kinh phí", "Kinh phí dự kiến",
               "Tổng kinh phí thực hiện"],
    "note": ["Ghi chú", "Ghi chú khác", "GHI CHÚ", "Ghi chú (nếu có)"],
    "content": ["Nội dung, cách làm", "Nội dung thực hiện", "Cách làm"],
    "result": ["Kết quả", "Kết quả đạt được", "Kết quả, hiệu quả"],
    "post": ["Chức vụ", "Chức vụ, đơn vị công tác"],
    "phone": ["Số điện thoại", "SĐT", "Điện thoại liên hệ"],
    "decision": ["Số quyết định", "Quyết định công nhận (số, ngày)", "Văn bản công nhận"],
    "area": ["Số hộ hưởng lợi"],
    "length": ["Diện tích (ha)", "Số km đường", "Chiều dài (km)"],
    "members": ["Số đảng viên", "Số chi hội", "Tổng số hội viên"],
    "state_money": ["Ngân sách nhà nước", "Nhà nước hỗ trợ"],
    "people_money": ["Xã hội hóa", "Nhân dân đóng góp"],
}
OVER = {  # a heading over several columns
    "place": ["Địa bàn", "Địa phương", "Đơn vị hành chính", "Địa chỉ"],
    "time": ["Thời gian", "Thông tin đăng ký", "Đăng ký"],
    "size": ["Quy mô", "Kết quả", "Quy mô, kinh phí"],
    "field": ["Lĩnh vực", "Lĩnh vực (đánh dấu x)", "Chia theo lĩnh vực", "Thuộc lĩnh vực"],
    "kind": ["Loại hình", "Tập thể/cá nhân", "Hình thức", "Chia theo loại hình"],
    "money": ["Kinh phí", "Nguồn kinh phí", "Kinh phí thực hiện"],
}
FIELD_COLUMNS = {"economy": ["Kinh tế", "KT", "Phát triển kinh tế"],
                 "culture-society": ["Văn hóa - xã hội", "VH-XH", "Văn hóa, xã hội"],
                 "defence-security": ["Quốc phòng - an ninh", "QP-AN", "An ninh - quốc phòng"],
                 "political-system": ["Xây dựng hệ thống chính trị", "Hệ thống chính trị",
                                      "XD HTCT"]}
KIND_COLUMNS = {"collective": ["Tập thể", "TT"], "individual": ["Cá nhân", "CN"]}

TITLES = ["DANH SÁCH MÔ HÌNH \"DÂN VẬN KHÉO\"", "BIỂU TỔNG HỢP MÔ HÌNH “DÂN VẬN KHÉO”",
          "DANH SÁCH ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH “DÂN VẬN KHÉO”", "TỔNG HỢP CÁC MÔ HÌNH DÂN VẬN KHÉO",
          "BIỂU ĐĂNG KÝ XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO”", "Danh sách các mô hình Dân vận khéo"]
TOTALS = ["Tổng cộng", "TỔNG SỐ", "CỘNG", "Tổng số", "Toàn tỉnh", "Cộng:", "TỔNG CỘNG:"]
SUBTOTALS = ["Cộng", "Cộng:", "Cộng nhóm", "Tổng"]
DITTO = ["nt", "như trên", "-nt-", "\"", "//", "NT", "Như trên", "''"]
MARKS = ["x", "X", "✓", "1", "+", "x ", "✔", "v"]
NOTHING = ["-", "…", "", "", "–", "...", "Không"]
SHEETS = ["Sheet1", "Biểu 1", "DS mo hinh", "Mô hình", "PL1", "Danh sách", "Trang tính1"]
