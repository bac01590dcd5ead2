package format

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The downloads of TikTok Studio. Their headers are English in every language,
// their days are written in the person's own and without a year: "February 28",
// "8 de marzo". Likes and comments of a day are net of those taken back.
var (
	tiktokOverview = Format{
		Key: "tiktok_studio", Together: true, Shape: Days, Platform: "tiktok", Undated: true, Time: dayOfMonth,
		Needs: []Field{Day}, Any: []string{"video_views", "viewers"}, Never: []Field{Title},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "video_views", Headers: []string{"Video Views"}},
			{Metric: "viewers", Headers: []string{"Total Viewers"}},
			{Metric: "profile_visits", Headers: []string{"Profile Views"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Likes"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Comments"}},
			{Metric: "shares", Amount: Net, Headers: []string{"Shares"}},
		},
	}
	tiktokFollowers = Format{
		Key: "tiktok_studio", Together: true, Shape: Days, Platform: "tiktok", Undated: true, Time: dayOfMonth,
		Needs: []Field{Day}, Any: []string{"followers"},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "followers", Headers: []string{"Followers"}},
			{Metric: "new_followers", Amount: Net, Headers: []string{"Difference in followers from previous day"}},
		},
	}
	// Time is the day of the download in every row.
	tiktokContent = Format{
		Key: "tiktok_studio", Together: true, Platform: "tiktok", Time: anyTime, Mend: tiktokMoment, IDOf: tiktokID,
		Needs: []Field{Permalink, Published}, Any: []string{"video_views"},
		Columns: []Column{
			{Field: Title, Headers: []string{"Video title"}},
			{Field: Permalink, Headers: []string{"Video link"}},
			{Field: Published, Headers: []string{"Post time"}},
			{Metric: "video_views", Headers: []string{"Total views"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Total likes"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Total comments"}},
			{Metric: "shares", Headers: []string{"Total shares"}},
			{Metric: "saves", Headers: []string{"Total favorites", "Total saves", "Add to Favorites"}},
		},
	}
	// Shares of all followers, in a file beside those of days or alone.
	tiktokGenders = Format{
		Key: "tiktok_studio", Together: true, Shape: Parts, Platform: "tiktok", Dimension: "gender", Dayless: true, Time: anyTime,
		Needs: []Field{Name}, Any: []string{"followers_share"}, Never: []Field{Day},
		Columns: []Column{
			{Field: Name, Headers: []string{"Gender"}},
			{Metric: "followers_share", Amount: Fraction, Headers: []string{"Distribution"}},
		},
	}
	tiktokTerritories = Format{
		Key: "tiktok_studio", Together: true, Shape: Parts, Platform: "tiktok", Dimension: "country", Dayless: true, Time: anyTime,
		Needs: []Field{Name}, Any: []string{"followers_share"}, Never: []Field{Day},
		Columns: []Column{
			{Field: Name, Headers: []string{"Top territories"}},
			{Metric: "followers_share", Amount: Fraction, Headers: []string{"Distribution"}},
		},
	}
)

// The downloads of TikTok's Business Suite.
var (
	tiktokBusiness = Format{
		Key: "tiktok_business", Together: true, Shape: Days, Platform: "tiktok", Time: slashedDate,
		Needs: []Field{Day}, Any: []string{"reach", "followers"}, Never: []Field{Title, AccountHandle},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "video_views", Headers: []string{"Video views"}},
			{Metric: "reach", Headers: []string{"Reached audience"}},
			{Metric: "profile_visits", Headers: []string{"Profile views"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Likes"}},
			{Metric: "shares", Amount: Net, Headers: []string{"Shares"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Comments"}},
			{Metric: "new_followers", Headers: []string{"New followers"}},
			{Metric: "lost_followers", Headers: []string{"Lost followers"}},
			{Metric: "followers", Headers: []string{"Total followers"}},
		},
	}
	// tiktokDays are days with their year and without the audience, which no other
	// platform has by these names together.
	tiktokDays = Format{
		Key: "tiktok_business", Together: true, Shape: Days, Platform: "tiktok", Time: slashedDate, Fit: tiktokWhole,
		Needs: []Field{Day}, Any: []string{"video_views"}, Never: []Field{Title, AccountHandle, Network},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "video_views", Headers: []string{"Video views"}},
			{Metric: "viewers", Headers: []string{"Unique viewers"}},
			{Metric: "profile_visits", Headers: []string{"Profile views"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Likes"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Comments"}},
			{Metric: "shares", Amount: Net, Headers: []string{"Shares"}},
		},
	}
	tiktokFollowerDays = Format{
		Key: "tiktok_business", Together: true, Shape: Days, Platform: "tiktok", Time: slashedDate,
		Needs: []Field{Day}, Any: []string{"new_followers"}, Never: []Field{Title, AccountHandle, Network},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "followers", Headers: []string{"Followers"}},
			{Metric: "new_followers", Amount: Net, Headers: []string{"Difference in followers from previous day"}},
		},
	}
	tiktokVideos = Format{
		Key: "tiktok_business", Together: true, Platform: "tiktok", Time: anyTime, Mend: tiktokMoment, IDOf: tiktokID,
		Needs: []Field{Permalink, Published}, Any: []string{"video_views"},
		Columns: []Column{
			{Field: Title, Headers: []string{"Video title"}},
			{Field: Permalink, Headers: []string{"Video link"}},
			{Field: Published, Headers: []string{"Post time"}},
			{Metric: "video_views", Headers: []string{"Video views"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Likes"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Comments"}},
			{Metric: "shares", Headers: []string{"Shares"}},
			{Metric: "saves", Headers: []string{"Add to Favorites"}},
		},
	}
)

// tiktokWhole accepts a table that has all of TikTok's numbers by day and no other
// column: reports of other networks bear some of the same names.
func tiktokWhole(t *Table) bool {
	found := map[string]bool{}
	for i, u := range t.use {
		if u == (use{}) && read.Header(t.columns[i].Header) != "" {
			return false
		}
		found[u.metric] = true
	}
	return found["profile_visits"] && found["likes"] && found["comments"] && found["shares"]
}

var tiktokLink = regexp.MustCompile(`/(?:video|photo)/(\d{15,20})`)

// tiktokID takes the id of a video out of its link.
func tiktokID(r *row) string {
	if m := tiktokLink.FindSubmatch(r.text(Permalink)); m != nil {
		return string(m[1])
	}
	return ""
}

// tiktokMoment dates a video by its id, whose upper half is the second in which
// it was posted, in unix time: the files give a day without a year at best.
func tiktokMoment(_ *row, p *Post) {
	p.Type = "video"
	if strings.Contains(p.Permalink, "/photo/") {
		p.Type = "carousel"
	}
	if id, err := strconv.ParseUint(p.PlatformID, 10, 64); err == nil {
		p.At = time.Unix(int64(id>>32), 0).UTC()
		p.Local = p.At
	}
}

// anyTime leaves the moment to Mend.
func anyTime([]byte) (time.Time, bool) { return time.Unix(0, 0).UTC(), true }

// slashedDate reads YYYY/MM/DD, with or without a time behind it.
func slashedDate(cell []byte) (time.Time, bool) {
	if s := read.Trim(cell); len(s) >= 10 && s[4] != '/' && s[4] != '-' {
		return time.Time{}, false
	}
	return isoDate(cell)
}

// months are the names of the months in the languages of exports, in lower case.
var months = func() map[string]time.Month {
	all := map[string]time.Month{}
	for _, line := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sept oct nov dic",
		"enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"jan feb mär apr mai jun jul aug sep okt nov dez",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv févr mars avr mai juin juil août sept oct nov déc",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"januari februari mars april maj juni juli augusti september oktober november december",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	} {
		for i, name := range strings.Fields(line) {
			all[name] = time.Month(i + 1)
		}
	}
	return all
}()

// numberedMonth is a day whose month is a number beside its name, as in Chinese,
// Japanese, Korean and Vietnamese.
var numberedMonth = regexp.MustCompile(`^(?:(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]|(\d{1,2}) tháng (\d{1,2}))$`)

// dayOfMonth reads a day that is written with the name of its month and without
// a year, in the order of any language. The year is 0, which has a 29 February. A
// day that a spreadsheet has made of it is none: it takes the 25 of May 25 for a year.
func dayOfMonth(cell []byte) (time.Time, bool) {
	day, month := 0, time.Month(0)
	text := read.Header(string(cell))
	if n := numberedMonth.FindStringSubmatch(text); n != nil {
		text = n[2] + n[3] + " " + monthNames[n[1]+n[4]]
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '-' }) {
		switch n, err := strconv.Atoi(word); {
		case err == nil && day == 0 && n >= 1 && n <= 31:
			day = n
		case err == nil:
			return time.Time{}, false
		case months[word] != 0 && month == 0:
			month = months[word]
		case word != "de":
			return time.Time{}, false
		}
	}
	at := time.Date(0, month, day, 0, 0, 0, 0, time.UTC)
	return at, day > 0 && month > 0 && at.Day() == day
}

// monthNames are the names of the months by their numbers.
var monthNames = func() map[string]string {
	all := map[string]string{}
	for m := time.January; m <= time.December; m++ {
		all[strconv.Itoa(int(m))], all["0"+strconv.Itoa(int(m))] = strings.ToLower(m.String()), strings.ToLower(m.String())
	}
	return all
}()
