package report

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// made says what the client of a test has.
type made struct {
	client   string
	language string
	currency string
	color    string
	color2   string
	brands   int
	channels int // of each brand
	posts    int // of each channel in each month
	activity int // entries in each month
	days     bool
	own      bool // metrics of the agency's own
	weird    bool // names with signs that mean something to spreadsheets
	long     bool // names beyond all measure
	logo     color.Color
	summary  string
	targets  []kpi.TargetPatch
	rivals   bool   // competitors with numbers of both months, and what was seen of them
	campaign string // its clicks of two months, and conversions that ads and the site both claim
}

var october = time.Date(2026, 11, 3, 10, 0, 0, 0, time.UTC)

func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func p[T any](v T) *T { return &v }

// make fills a data folder and calls fn with the client's open workspace.
func (o made) make(t testing.TB, fn func(ctx context.Context, w *agency.Workspace)) {
	t.Helper()
	ctx := context.Background()
	a := must[*agency.Agency](t)(agency.Open(ctx, t.TempDir(), func() time.Time { return october }, nil))
	defer func() { _ = a.Close() }()
	name := o.client
	if name == "" {
		name = "Café Alba"
	}
	patch := agency.ClientPatch{Name: &name}
	if o.language != "" {
		patch.Language = &o.language
	}
	if o.currency != "" {
		patch.Currency = &o.currency
	}
	c := must[*agency.Client](t)(a.AddClient(ctx, patch))
	err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
		if err := w.File.Write(ctx, "Marta", func(tx *store.Tx) error { return o.fill(tx, w.Zone) }); err != nil {
			return err
		}
		fn(ctx, w)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var platforms = []string{"instagram", "facebook", "tiktok", "linkedin", "youtube", "threads", "x", "pinterest"}

func (o made) fill(tx *store.Tx, zone *time.Location) error {
	tx.Label("test.fill")
	if o.own {
		if err := o.define(tx); err != nil {
			return err
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	writer, err := community.NewWriter(tx, zone)
	if err != nil {
		return err
	}
	defer func() { _ = writer.Close() }()
	for b := range o.brands {
		name := []string{"Alba", "Bruma", "Cierzo"}[b%3]
		if o.weird {
			name = "=A*[l]b?a~ <&> \"'"
		}
		if o.long {
			name = strings.Repeat("Panadería y Pastelería ", 5)
		}
		one, err := brand.Add(tx, brand.Patch{Name: &name, Color: p(o.color), Color2: p(o.color2)})
		if err != nil {
			return err
		}
		if o.logo != nil {
			if _, err := brand.SetLogo(tx, one.ID, "logo.png", picture(o.logo, 600, 200)); err != nil {
				return err
			}
		}
		for i := range o.channels {
			handle := fmt.Sprintf("@%s.%d", strings.ToLower(name[:1])+"lba", i)
			if o.weird {
				handle = fmt.Sprintf("=@*?~[%d]#'\"", i)
			}
			if o.long {
				handle = "@" + strings.Repeat("panaderia", 12)
			}
			c, err := brand.AddChannel(tx, one.ID, brand.ChannelPatch{Platform: &platforms[i%8], Handle: &handle, Link: p("https://example.com/" + platforms[i%8])})
			if err != nil {
				return err
			}
			if err := o.fillChannel(tx, zone, random, c); err != nil {
				return err
			}
			for month := time.September; month <= time.October; month++ {
				for n := range o.activity / max(1, o.channels*o.brands) {
					at := time.Date(2026, month, 1+n%28, 9+n%9, n%60, 0, 0, zone)
					received := store.At(at)
					answered := store.At(at.Add(time.Duration(random.IntN(300)) * time.Minute))
					e := community.Entry{ChannelID: c.ID, Kind: community.Kinds[random.IntN(len(community.Kinds))], Quantity: int64(1 + random.IntN(4)),
						ReceivedAt: &received, AnsweredAt: &answered, Sentiment: []string{"", "negative", "neutral", "positive"}[random.IntN(4)],
						Topics: []string{[]string{"price", "opening hours", "=SUM(A1)", "gluten free"}[random.IntN(4)]}}
					if err := writer.Add(e); err != nil {
						return err
					}
				}
			}
		}
		if err := o.advertise(tx, one.ID); err != nil {
			return err
		}
		if err := o.compete(tx, one.ID); err != nil {
			return err
		}
		for _, target := range o.targets {
			if _, err := kpi.AddTarget(tx, one.ID, target); err != nil {
				return err
			}
		}
		if o.summary != "" {
			if _, err := WriteSummary(tx, ClientMonthly, "", "2026-10", SummaryPatch{Text: &o.summary, PreparedBy: p("Marta Ruiz")}); err != nil {
				return err
			}
			o.summary = ""
		}
	}
	tx.Label("test.fill")
	return nil
}

// advertise writes what ads and the site's own analytics tell of a campaign.
func (o made) advertise(tx *store.Tx, brandID string) error {
	if o.campaign == "" {
		return nil
	}
	for _, n := range []struct {
		platform, handle string
		months           map[string]map[string]float64
	}{
		{"google_ads", "123-456-7890", map[string]map[string]float64{"2026-09-01": {"link_clicks": 500}, "2026-10-01": {"link_clicks": 700, "conversions": 40}}},
		{"website", "alba.example", map[string]map[string]float64{"2026-10-01": {"conversions": 38}}},
	} {
		c, err := brand.AddChannel(tx, brandID, brand.ChannelPatch{Platform: &n.platform, Handle: &n.handle})
		if err != nil {
			return err
		}
		for from, values := range n.months {
			for key, value := range values {
				if _, err := tx.Exec(`INSERT INTO breakdown (channel_id, dimension, from_day, to_day, import_id, part, metric, value, as_of)
					VALUES (?1, 'campaign', ?2, date(?2, '+1 month', '-1 day'), 'ads', ?3, ?4, ?5, '2026-11-01')`,
					c.ID, from, `["`+o.campaign+`"]`, key, value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// define makes a count of the agency's own and formulas over it.
func (o made) define(tx *store.Tx) error {
	for _, m := range []struct{ key, name, kind, unit, formula string }{
		{"shop_visits", "Shop visits", "flow", "count", ""},
		{"visit_rate", "Visits by click", "ratio", "%", "(shop_visits - 1 * min(shop_visits, 2)) / max(link_clicks, 1) * 100"},
		{"visit_cost", "Cost of a visit", "ratio", "money", "(spend + shop_visits * money(0.5)) / shop_visits"},
		{"post_share", "Visits by post", "ratio", "ratio", "round(shop_visits / post.posts, 3)"},
	} {
		if _, err := kpi.AddCustomMetric(tx, kpi.CustomPatch{Key: &m.key, Name: map[string]string{"en": m.name}, Definition: map[string]string{"es": "Definida por la agencia."},
			Kind: &m.kind, Unit: &m.unit, Formula: &m.formula, Decimals: p(1)}); err != nil {
			return err
		}
	}
	return nil
}

// fillChannel writes an import with two months of days and posts.
func (o made) fillChannel(tx *store.Tx, zone *time.Location, random *rand.Rand, c *brand.Channel) error {
	imported := store.NewID()
	if _, err := tx.Exec(`INSERT INTO import (id, file, hash, format, channels, size, as_of, from_day, to_day, read, created_at)
		VALUES (?, ?, 'h', 'meta_results', ?, 1, '2026-11-01', '2026-09-01', '2026-10-31', 61, ?)`,
		imported, c.Platform+" Oct-2026.csv", `["`+c.ID+`"]`, tx.Now); err != nil {
		return err
	}
	measure := func(key, grain, day string, value float64) error {
		_, err := tx.Exec(`INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, created_at) VALUES (?, ?, ?, ?, ?, ?, '2026-11-01', ?)`,
			c.ID, key, grain, day, imported, value, tx.Now)
		return err
	}
	if o.days {
		followers := 10000 + random.Float64()*5000
		for d := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC); d.Month() < 11; d = d.AddDate(0, 0, 1) {
			day := d.Format(time.DateOnly)
			wave := 1 + 0.3*math.Sin(float64(d.YearDay())/3.5) + float64(d.Month()-9)*0.15
			followers = math.Round(followers + random.Float64()*40)
			if err := measure("followers", "day", day, followers); err != nil {
				return err
			}
			for _, one := range []struct {
				key   string
				value float64
			}{{"views", 4000 * wave}, {"link_clicks", 60 * wave}, {"new_followers", 30 * wave}, {"lost_followers", 9}, {"engagements", 220 * wave}, {"spend", 12.345 * wave}} {
				key, value := one.key, one.value
				if key != "spend" {
					value = math.Round(value + random.Float64()*value/5)
				}
				if err := measure(key, "day", day, value); err != nil {
					return err
				}
			}
		}
		for _, month := range []string{"2026-09-01", "2026-10-01"} {
			if o.own {
				if err := measure("shop_visits", "month", month, 40+float64(random.IntN(30))); err != nil {
					return err
				}
			}
			if err := measure("reach", "month", month, math.Round(40000+random.Float64()*9000)); err != nil {
				return err
			}
		}
	}
	for month := time.September; month <= time.October; month++ {
		for n := range o.posts {
			at := time.Date(2026, month, 1+n%28, 8+n%12, 30, 0, 0, zone)
			title := []string{"A morning at the oven", "New opening hours on Sunday", "Win a cake for your birthday 🎂", "How we make our sourdough bread, step by step, from the mother to the table"}[n%4]
			if o.weird {
				title = []string{"=HYPERLINK(\"http://evil\")", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3", "a\x01b\x1f\n\tñ \u202e <b>&amp;"}[n%4]
			}
			if o.long {
				title = strings.Repeat("sehr langer Titel ", 60)
			}
			reach := 1000 + float64(random.IntN(9000))
			var saves any = float64(random.IntN(60))
			if n%5 == 4 {
				saves = nil
			}
			link := fmt.Sprintf("https://example.com/p/%d", n)
			if _, err := tx.Exec(`INSERT INTO post (id, channel_id, platform_id, permalink, title, type, published_at, day, views, reach, likes, comments, shares, saves, import_id, created_at, updated_at)
				VALUES (?, ?, ?, ?, ?, 'reel', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, store.NewID(), c.ID, fmt.Sprintf("%d-%d", month, n), link, title,
				store.At(at), at.Format(time.DateOnly), reach*1.4, reach, float64(random.IntN(900)), float64(random.IntN(90)), float64(random.IntN(40)), saves, imported, tx.Now, tx.Now); err != nil {
				return err
			}
		}
	}
	return nil
}

func picture(ink color.Color, width, height int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			if math.Hypot(float64(x%height-height/2), float64(y-height/2)) < float64(height)/2.4 {
				img.Set(x, y, ink)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}
