package format

import (
	"bytes"
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// row is one record of a table of posts: its fields and its numbers.
type row struct {
	cells   [][]byte
	fields  [fieldCount][]byte
	metrics []string
	amounts []float64
	present []bool
	also    []string          // beside metrics: a second one of the same number, or ""
	adds    bool              // engagements are to be added up
	types   map[string]string // by the cell as it is written
	signed  string            // the currency that a sign beside an amount names
}

// start is the first cell.
func (r *row) start() []byte { return read.Trim(r.cells[0]) }

// text is the trimmed cell of a field, empty when it is missing.
func (r *row) text(f Field) []byte { return r.fields[f] }

// describes reports whether a row says in words what the columns hold: it has no
// id and no day, which are never without a digit.
func (m *Table) describes(cells [][]byte) bool {
	for i, u := range m.use {
		if i < len(cells) && (u.field == ID || u.field == Day) && bytes.ContainsAny(cells[i], "0123456789") {
			return false
		}
	}
	return true
}

// newRow is a row for the columns of a table.
func newRow(m *Table) *row {
	r := &row{types: map[string]string{}, adds: m.format.Engagements}
	for _, u := range m.use {
		if u.metric != "" && u.slot == len(r.metrics) {
			r.metrics, r.also = append(r.metrics, u.metric), append(r.also, u.also)
		}
	}
	r.amounts, r.present = make([]float64, len(r.metrics)), make([]bool, len(r.metrics))
	return r
}

// eachRow walks the rows below the header: take is given each that could be
// read, and returns the key of a reason to skip it, or "".
func eachRow(ctx context.Context, m *Table, t *tally, take func(r *row, number int) (key string, args []any, err error)) error {
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	r := newRow(m)
	m.written = make([]decimals, len(m.use))
	header := m.Head[m.header].Number
	for rows.Next() {
		if rows.Number() <= header || blank(rows.Cells()) {
			continue
		}
		if m.format.Described && rows.Number() == header+1 && m.describes(rows.Cells()) {
			continue
		}
		t.sum.Rows++
		t.progress(rows.Read())
		if rows.Cut() || rows.Unended() && len(rows.Cells()) < len(m.use) {
			t.warn("read.warn.cut")
			if err := t.skip(rows.Number(), "read.skip.cut"); err != nil {
				return err
			}
			continue
		}
		key, args := r.fill(m, rows.Cells())
		if m.format.Whole != nil && m.format.Whole(r) {
			t.sum.Rows--
			if m.partial {
				continue
			}
			if err := t.whole(m, r, rows.Number()); err != nil {
				return err
			}
			continue
		}
		filled := key == ""
		if m.format.Check != nil {
			// A total is none of the rows, whether its numbers can be read or not.
			if reason := m.format.Check(r); key == "" || reason == "-" {
				key = reason
			}
		}
		if key == "" {
			if key, args, err = take(r, rows.Number()); err != nil {
				return err
			}
		}
		if key == "-" {
			t.sum.Rows--
			continue
		}
		if key == "" {
			continue
		}
		if key == "read.skip.date" {
			t.warn("read.warn.resaved")
		}
		for i, metric := range r.metrics {
			if filled && r.present[i] && key != "read.skip.subtotal" {
				t.left.add(metric, r.amounts[i])
			}
		}
		if err := t.skip(rows.Number(), key, args...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// walkPosts reads a table of posts.
func walkPosts(ctx context.Context, m *Table, t *tally) error {
	p := &Post{}
	return eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		if key, args := r.post(m, p); key != "" {
			return key, args, nil
		}
		p.Row, p.Platform, p.Currency = number, r.platform(m), r.currency(m)
		if m.format.Mend != nil {
			m.format.Mend(r, p)
		}
		a, err := t.accountOf(m, r)
		if err != nil {
			return "", nil, err
		}
		if a.Handle == "" && p.Platform == "facebook" {
			a.Handle = pageHandle(p.Permalink)
		}
		p.Account = a.Account
		return "", nil, t.post(p, a)
	})
}

// each calls f with every number of the row.
func (r *row) each(f func(metric string, amount float64)) {
	for i, metric := range r.metrics {
		if !r.present[i] {
			continue
		}
		f(metric, r.amounts[i])
		if r.also[i] != "" {
			f(r.also[i], r.amounts[i])
		}
	}
	if !r.adds {
		return
	}
	total, any := 0.0, false
	for i, metric := range r.metrics {
		if r.present[i] && slices.Contains(engagementParts, metric) {
			total, any = total+r.amounts[i], true
		}
	}
	if any {
		f("engagements", total)
	}
}

// engagementParts are what engagements are made of.
var engagementParts = []string{"likes", "comments", "shares", "saves"}

// platform is the network that a row names, else that of the table.
func (r *row) platform(m *Table) string {
	if cell := r.text(Network); len(cell) > 0 {
		return platformNamed(string(cell))
	}
	return m.platform
}

// currency is the one that a row names, else that of the table, else that of a sign
// beside its amounts.
func (r *row) currency(m *Table) string {
	if cell := r.text(Currency); len(cell) == 3 {
		return strings.ToUpper(string(cell))
	}
	return cmp.Or(m.currency, r.signed)
}

// platformNamed is our key of a network as other tools call it: "X (Twitter)",
// "Instagram Business".
func platformNamed(name string) string {
	name = read.Header(name)
	for _, p := range []string{"instagram", "facebook", "tiktok", "linkedin", "youtube", "threads", "pinterest", "bluesky", "reddit"} {
		if strings.Contains(name, p) {
			return p
		}
	}
	if name == "x" || strings.Contains(name, "twitter") {
		return "x"
	}
	if strings.Contains(name, "google") && strings.Contains(name, "business") {
		return "google_business"
	}
	return ""
}

// blank reports whether no cell holds anything.
func blank(cells [][]byte) bool {
	for _, c := range cells {
		if len(read.Trim(c)) > 0 {
			return false
		}
	}
	return true
}

// fill takes fields and numbers out of the cells. A cell that is no number
// where one belongs comes back as a reason.
func (r *row) fill(m *Table, cells [][]byte) (key string, args []any) {
	clear(r.fields[:])
	clear(r.present)
	r.signed = ""
	r.cells = cells
	for i, u := range m.use {
		if i == len(cells) {
			break
		}
		if u.field != NoField {
			if cell := read.Trim(cells[i]); len(r.fields[u.field]) == 0 && !read.Missing(cell) {
				r.fields[u.field] = cell
			}
		}
	}
	for i, u := range m.use {
		if i == len(cells) {
			break
		}
		if u.metric == "" || read.Missing(cells[i]) {
			continue
		}
		cell, reason := cells[i], ""
		if u.amount == Money && !m.mapped {
			cell, reason = r.bareMoney(m, cell)
		}
		v := 0.0
		if reason == "" {
			v, reason = m.amount(cell, u.amount)
		}
		if reason != "" {
			return reason, []any{m.columns[i].Header, clip(string(read.Trim(cells[i])), 40)}
		}
		if u.amount == Measure && m.format.Text {
			m.written[i].count(read.Trim(cells[i]), v)
		}
		// Two columns of one metric: the first that is positive, else the first.
		if !r.present[u.slot] || r.amounts[u.slot] <= 0 && v > 0 {
			r.present[u.slot], r.amounts[u.slot] = true, v
		}
	}
	return "", nil
}

// post makes a post of the row, or says why it is none.
func (r *row) post(m *Table, p *Post) (key string, args []any) {
	f := m.format
	id := r.first(ID, OtherID)
	p.Permalink = link(r.text(Permalink))
	if len(id) == 0 && f.IDOf != nil {
		id = []byte(f.IDOf(r))
	}
	if len(id) == 0 {
		return "read.skip.no_id", nil
	}
	p.PlatformID = string(id)
	if read.Scientific(id) || m.rounded && lostDigits(p.PlatformID) > 0 {
		if p.PlatformID = inFull(p.Permalink, p.PlatformID, string(r.first(AccountID, PageID))); p.PlatformID == "" {
			return "read.skip.rounded_id", []any{clip(string(id), 40)}
		}
	}
	if len(r.text(Published)) == 0 {
		return "read.skip.no_time", nil
	}
	local, ok := m.time(r.text(Published))
	if !ok {
		return "read.skip.time", []any{clip(string(r.text(Published)), 40)}
	}
	p.Local = local
	p.Title, p.Text = caption(r.text(Title), r.text(Text))
	p.Type = r.kind(f)
	p.DurationS = nil
	if cell := r.text(Duration); len(cell) > 0 {
		if s, reason := amount(cell, Measure, 0); reason == "" {
			p.DurationS = &s
		} else if s, ok := clocked(cell); ok {
			p.DurationS = &s
		}
	}
	p.Values, p.At = p.Values[:0], time.Time{}
	r.each(func(metric string, amount float64) { p.Values = append(p.Values, Value{metric, amount}) })
	return "", nil
}

// clocked reads a length of time as 0:03:12 or 3:12, in seconds.
func clocked(cell []byte) (float64, bool) {
	parts := strings.Split(string(cell), ":")
	seconds := 0.0
	for i, part := range parts {
		n, ok := whole([]byte(part))
		if !ok || i > 0 && n >= 60 {
			return 0, false
		}
		seconds = seconds*60 + n
	}
	return seconds, len(parts) == 2 || len(parts) == 3
}

// kind is our key of the post's type. A file names a handful of types, each
// looked up once.
func (r *row) kind(f *Format) string {
	name := r.text(Type)
	if len(name) == 0 {
		return ""
	}
	key, ok := r.types[string(name)]
	if !ok {
		if key, ok = f.Types[read.Header(string(name))]; !ok {
			key = "other"
		}
		if len(r.types) < 100 {
			r.types[string(name)] = key
		}
	}
	return key
}

// first is the first of two fields that is there. An id that a spreadsheet
// has rounded names nobody, so as an account's it is left out.
func (r *row) first(a, b Field) []byte {
	cell := r.text(a)
	if len(cell) == 0 {
		cell = r.text(b)
	}
	if a == AccountID && read.Scientific(cell) {
		return nil
	}
	return cell
}

// caption makes a one-line title and the whole text out of what a file has:
// Facebook writes the caption as title, Instagram as description.
func caption(title, text []byte) (string, string) {
	if len(text) == 0 {
		text = title
	}
	if len(title) == 0 {
		title = text
	}
	whole := string(text)
	if strings.Contains(whole, "\r") {
		whole = strings.ReplaceAll(strings.ReplaceAll(whole, "\r\n", "\n"), "\r", "\n")
	}
	line := whole
	if !bytes.Equal(title, text) {
		line = string(title)
	}
	if i := strings.IndexAny(line, "\r\n"); i >= 0 {
		line = strings.TrimSpace(line[:i])
	}
	return clip(line, 119), whole
}

// link is the address when a browser may open it.
func link(cell []byte) string {
	s := string(cell)
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// pageHandle is the page's name in a permalink such as
// https://www.facebook.com/acme/posts/1, or "".
func pageHandle(permalink string) string {
	u, err := url.Parse(permalink)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 3 || parts[1] != "posts" && parts[1] != "videos" && parts[1] != "photos" || strings.Trim(parts[0], "0123456789") == "" {
		return ""
	}
	return parts[0]
}
