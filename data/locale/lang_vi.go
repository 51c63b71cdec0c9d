package locale

import (
	"fmt"
	"maps"

	"github.com/periplus-data/periplus/data"
)

// vietnamese has the separators, the percent sign without a blank, the names of
// months and the names of powers of a thousand of CLDR 48; where newspapers
// (VnExpress, Tuổi Trẻ) print otherwise than CLDR, it follows them:
//
//   - Money has its scale as a word and its currency as a code: 3,5 tỷ USD. CLDR's
//     short forms (3,5 T US$; N for nghìn, Tr for triệu) are not read by anyone.
//   - tỷ, not tỉ: CLDR, most newspapers and the texts of laws write y.
//   - Nothing is between two years but a dash, and a day is written out: ngày 20
//     tháng 6 năm 2024, since 20/6/2024 could be the sixth month or the twentieth.
//   - Places in an order are figures, thứ 2, where prose has thứ hai: a column
//     of them reads the same all the way down.
//
// Nouns have no plural. All is in NFC, and a test holds it so.
var vietnamese = grammar{
	decimal: ",",
	group:   ".",
	percent: "%",
	scales: []scale{
		sameScale(12, "nghìn"+noBreak+"tỷ"),
		sameScale(9, "tỷ"),
		sameScale(6, "triệu"),
	},
	isOne: func(data.Number) bool { return false },
	signs: signs{"VND": "đồng"},
	money: func(number, scale, sign string) string {
		if scale != "" {
			scale += noBreak
		}
		return number + noBreak + scale + sign
	},
	sharesUnit: true,
	longMoney: func(number string, s scale, u data.Unit, _ bool) string {
		text := number + noBreak
		if s.exponent > 0 {
			text += s.long.many + noBreak
		}
		return text + vietnameseCurrencies.word(u).many
	},
	// 24.000 đồng một USD, as newspapers give rates of exchange.
	rate: func(number string, of, per data.Unit, _ bool) string {
		return number + noBreak + vietnameseCurrencies.word(of).many + " một" + noBreak + vietnameseCurrencies.word(per).many
	},
	ordinal: func(number, _ string) string { return "thứ" + noBreak + number },
	months:  vietnameseMonths("tháng"),
	month:   func(month string, year int) string { return fmt.Sprintf("%s năm"+noBreak+"%d", month, year) },
	date: func(day int, month string, year int) string {
		return fmt.Sprintf("ngày"+noBreak+"%d %s năm"+noBreak+"%d", day, month, year)
	},
	shortMonths: vietnameseMonths("thg"),
	shortDay:    func(day int, month string) string { return fmt.Sprintf("%d"+noBreak+"%s", day, month) },
	since:       func(date string, _ bool) string { return "từ " + date },
	until:       func(date string, _ bool) string { return "đến " + date },
	measures: map[string]string{
		"trade_total":          "kim ngạch thương mại",
		"exports":              "xuất khẩu",
		"imports":              "nhập khẩu",
		"trade_balance":        "cán cân thương mại",
		"trade_share":          "tỷ trọng thương mại",
		"trade_ratio":          "thương mại so với các đối tác khác",
		"growth":               "tăng trưởng",
		"arms_share":           "tỷ trọng trong nhập khẩu vũ khí",
		"arms_imports":         "nhập khẩu vũ khí",
		"arms_exports":         "xuất khẩu vũ khí",
		"arms_rank":            "thứ hạng trong các nước cung cấp vũ khí",
		"arms_growth":          "mức tăng giảm doanh số bán vũ khí",
		"arms_supply_duration": "thời gian cung cấp vũ khí",
		"agreements":           "thỏa thuận",
		"visits":               "chuyến thăm",
		"previous_visit":       "chuyến thăm trước",
		"event":                "ngày diễn ra sự kiện",
		"participants":         "bên tham gia",
	},
	texts: joined(vietnameseTexts, vietnameseReports),
}

// vietnameseCurrencies are the words of newspapers: the dollar is USD in prose
// too, the others have their names.
var vietnameseCurrencies = currencies{
	data.EUR: sameNoun("euro"), "GBP": sameNoun("bảng" + noBreak + "Anh"), "JPY": sameNoun("yen"),
	"CNY": sameNoun("nhân" + noBreak + "dân" + noBreak + "tệ"), "RUB": sameNoun("ruble"), "VND": sameNoun("đồng"),
}

// joined are the texts of several tables.
func joined(tables ...map[Key]string) map[Key]string {
	all := map[Key]string{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

func sameNoun(word string) noun { return noun{word, word} }

func sameScale(exponent int, word string) scale { return scale{exponent, word, sameNoun(word)} }

// vietnameseMonths are numbered: tháng 6.
func vietnameseMonths(word string) (months [12]string) {
	for i := range months {
		months[i] = fmt.Sprintf("%s"+noBreak+"%d", word, i+1)
	}
	return months
}
