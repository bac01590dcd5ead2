package competitor

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// The kinds of a Standing.
const (
	Own     = "own"
	Rival   = "rival"
	Average = "average" // of the rivals, the own brand left out
)

// Figure is one number of a comparison.
type Figure struct {
	Value *float64 `json:"value"` // nil is missing
	Rank  *int     `json:"rank"`  // 1 is the largest of own and rivals; nil without a value, or alone
	N     int      `json:"n"`     // of an average: how many rivals it is of; of a rank: among how many
}

// Standing is the own brand, a competitor or the average of competitors on one
// platform in a period.
type Standing struct {
	Kind         string `json:"kind"` // own, rival or average
	Platform     string `json:"platform"`
	CompetitorID string `json:"competitor_id"` // of a rival
	Name         string `json:"name"`          // "" of an average
	Seen         string `json:"seen"`          // the day of a rival's followers, or ""
	Followers    Figure `json:"followers"`     // the last on or before the period's end
	Growth       Figure `json:"growth"`        // % of the followers before the period
	Posts        Figure `json:"posts"`
	Engagements  Figure `json:"engagements"`
	PerPost      Figure `json:"per_post"` // engagements ÷ posts
	Mentions     Figure `json:"mentions"`
	Told         []Told `json:"told"` // of a rival: the numbers that it is made of, by account, metric and day
}

func (s *Standing) figures() []*Figure {
	return []*Figure{&s.Followers, &s.Growth, &s.Posts, &s.Engagements, &s.PerPost, &s.Mentions}
}

// Voice is a share of voice: own ÷ (own + competitors') mentions × 100, as
// kpi.Numbers has it.
type Voice struct {
	Platform string   `json:"platform"` // "" is the whole brand
	Share    *float64 `json:"share"`    // %; nil where a part is missing
	Own      *float64 `json:"own"`
	Rivals   *float64 `json:"rivals"`
	N        int      `json:"n"`   // competitors with mentions in the period: the set that it is fixed to
	Set      []string `json:"set"` // their names
}

// Comparison is a brand against its competitors.
type Comparison struct {
	Rows   []Standing `json:"rows"` // by platform: the own brand, rivals with the most followers first, the average
	Voices []Voice    `json:"voices"`
}

// tally is what is known of one account, or of all accounts of one competitor on
// a platform.
type tally struct {
	now, before, last            *float64 // followers: at the end, and before the period where they were seen in it
	seen                         string
	posts, engagements, mentions *float64
	told                         []Told // what all of these were read from
}

func plus(a, b *float64) *float64 {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	sum := *a + *b
	return &sum
}

func over(a, b *float64, factor float64) *float64 {
	if a == nil || b == nil || *b == 0 {
		return nil
	}
	v := *a / *b * factor
	return &v
}

// growth is (now − before) ÷ before × 100.
func growth(before, now *float64) *float64 {
	if before == nil || now == nil {
		return nil
	}
	gained := *now - *before
	return over(&gained, before, 100)
}

// Compare is a brand against its competitors in a period. A competitor's
// posts, engagements and mentions count by whole months within it.
func Compare(tx *store.Tx, brandID, from, to string) (*Comparison, error) {
	own, err := store.Find[brand.Brand](tx, brandID)
	if err != nil {
		return nil, err
	}
	all, err := List(tx, brandID)
	if err != nil {
		return nil, err
	}
	channels, err := brand.Channels(tx, brandID)
	if err != nil {
		return nil, err
	}
	numbers, err := kpi.Numbers(tx, kpi.Query{Brand: brandID, From: from, To: to, Metrics: []string{"channel.followers", "channel.follower_growth_rate",
		"post.posts", "post.engagements", "channel.posts", "channel.engagements", "channel.mentions", "channel.competitor_mentions", "channel.share_of_voice"}})
	if err != nil {
		return nil, err
	}
	tallies, err := tallies(tx, brandID, from, to)
	if err != nil {
		return nil, err
	}
	out := &Comparison{Rows: []Standing{}, Voices: []Voice{}}
	for _, platform := range platformsOf(all, channels) {
		var rows []Standing
		if mine := ownOf(channels, platform); len(mine) > 0 {
			rows = append(rows, ownStanding(own.Name, platform, mine, numbers))
		}
		var rivals []Standing
		for _, c := range all {
			if t := together(c, platform, tallies); t != nil {
				rivals = append(rivals, Standing{Kind: Rival, Platform: platform, CompetitorID: c.ID, Name: c.Name, Seen: t.seen,
					Followers: Figure{Value: t.now}, Growth: Figure{Value: growth(t.before, t.now)}, Posts: Figure{Value: t.posts},
					Engagements: Figure{Value: t.engagements}, PerPost: Figure{Value: over(t.engagements, t.posts, 1)}, Mentions: Figure{Value: t.mentions}, Told: t.told})
			}
		}
		slices.SortStableFunc(rivals, func(a, b Standing) int { return -compare(a.Followers.Value, b.Followers.Value) })
		rows = append(rows, rivals...)
		rank(rows)
		out.Rows = append(append(out.Rows, rows...), average(platform, rivals))
		if v := voiceOf(platform, ownOf(channels, platform), numbers); v != nil {
			v.fix(all, func(c Competitor) bool {
				t := together(c, platform, tallies)
				return t != nil && t.mentions != nil
			})
			out.Voices = append(out.Voices, *v)
		}
	}
	if v := voiceOf("", nil, numbers); v != nil && len(out.Voices) > 1 {
		v.fix(all, func(c Competitor) bool {
			return slices.ContainsFunc(c.Accounts, func(a Account) bool {
				return tallies[a.ID].mentions != nil && len(ownOf(channels, a.Platform)) > 0
			})
		})
		out.Voices = append([]Voice{*v}, out.Voices...)
	}
	return out, nil
}

// platformsOf are those on which a competitor has an account, in the order in
// which platforms are offered.
func platformsOf(all []Competitor, channels []brand.Channel) []string {
	var found []string
	for _, p := range brand.Platforms {
		if slices.ContainsFunc(all, func(c Competitor) bool {
			return slices.ContainsFunc(c.Accounts, func(a Account) bool { return a.Platform == p })
		}) {
			found = append(found, p)
		}
	}
	// Those where the brand itself is come first.
	slices.SortStableFunc(found, func(a, b string) int {
		return cmp.Compare(min(1, len(ownOf(channels, b))), min(1, len(ownOf(channels, a))))
	})
	return found
}

func ownOf(channels []brand.Channel, platform string) []string {
	var ids []string
	for _, c := range channels {
		if c.Platform == platform {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// sum adds a metric ("level.key") over channels; nil where none has it.
func sum(numbers []kpi.Row, name string, channels []string) (total *float64) {
	for _, r := range numbers {
		if r.Level+"."+r.Metric == name && r.ChannelID != nil && slices.Contains(channels, *r.ChannelID) {
			total = plus(total, r.Value)
		}
	}
	return total
}

// ownStanding takes posts and their engagements from the posts of the period
// where they are known, else what the channel counted.
func ownStanding(name, platform string, channels []string, numbers []kpi.Row) Standing {
	s := Standing{Kind: Own, Platform: platform, Name: name, Told: []Told{}}
	s.Followers.Value = sum(numbers, "channel.followers", channels)
	s.Mentions.Value = sum(numbers, "channel.mentions", channels)
	s.Posts.Value, s.Engagements.Value = sum(numbers, "post.posts", channels), sum(numbers, "post.engagements", channels)
	if s.Posts.Value == nil || s.Engagements.Value == nil {
		s.Posts.Value, s.Engagements.Value = sum(numbers, "channel.posts", channels), sum(numbers, "channel.engagements", channels)
	}
	s.PerPost.Value = over(s.Engagements.Value, s.Posts.Value, 1)
	var before, now *float64
	for _, r := range numbers {
		if r.Metric != "follower_growth_rate" || r.ChannelID == nil || !slices.Contains(channels, *r.ChannelID) || r.Value == nil {
			continue
		}
		for _, p := range r.Parts {
			v := p.Value
			switch {
			case p.Under:
				before = plus(before, &v)
			case !p.Start:
				now = plus(now, &v)
			}
		}
	}
	s.Growth.Value = growth(before, now)
	return s
}

// voiceOf reads the share of voice of the brand (""), or of its one channel on a
// platform; nil where nothing of it is known.
func voiceOf(platform string, channels []string, numbers []kpi.Row) *Voice {
	v := &Voice{Platform: platform, Set: []string{}}
	for _, r := range numbers {
		if platform == "" && r.ChannelID != nil || platform != "" && (r.ChannelID == nil || !slices.Contains(channels, *r.ChannelID)) {
			continue
		}
		switch r.Metric {
		case "mentions":
			v.Own = plus(v.Own, r.Value)
		case "competitor_mentions":
			v.Rivals = plus(v.Rivals, r.Value)
		case "share_of_voice":
			if platform == "" {
				v.Share = r.Value
			}
		}
	}
	if platform != "" && v.Own != nil && v.Rivals != nil {
		v.Share = over(v.Own, plus(v.Own, v.Rivals), 100)
	}
	if v.Own == nil && v.Rivals == nil {
		return nil
	}
	return v
}

// fix notes which competitors a share of voice counts.
func (v *Voice) fix(all []Competitor, counts func(Competitor) bool) {
	for _, c := range all {
		if counts(c) {
			v.Set = append(v.Set, c.Name)
		}
	}
	v.N = len(v.Set)
}

// together is what is known of a competitor on a platform; nil where it has no
// account there.
func together(c Competitor, platform string, tallies map[string]tally) *tally {
	var whole *tally
	for _, a := range c.Accounts {
		if a.Platform != platform {
			continue
		}
		t := tallies[a.ID]
		t.told = append([]Told{}, t.told...)
		if whole == nil {
			whole = &t
			continue
		}
		// An account seen at one end only would pass for growth.
		if (t.before == nil) != (t.now == nil) || (whole.before == nil) != (whole.now == nil) {
			whole.before = nil
		} else {
			whole.before = plus(whole.before, t.before)
		}
		whole.told = append(whole.told, t.told...)
		whole.now, whole.seen = plus(whole.now, t.now), max(whole.seen, t.seen)
		whole.posts, whole.engagements, whole.mentions = plus(whole.posts, t.posts), plus(whole.engagements, t.engagements), plus(whole.mentions, t.mentions)
	}
	return whole
}

// tallies reads the numbers of every account: followers as last seen on or
// before the period's end and before its start, and flows of the months that lie
// in it whole.
func tallies(tx *store.Tx, brandID, from, to string) (map[string]tally, error) {
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return nil, fault.Bad("from", "kpi.day_wrong", from)
	}
	if first.Day() > 1 {
		first = first.AddDate(0, 1, 1-first.Day())
	}
	after := last.AddDate(0, 0, 1)
	after = after.AddDate(0, 0, 1-after.Day())
	begin, end := first.Format(time.DateOnly), after.Format(time.DateOnly)
	all := map[string]tally{}
	err := tx.Rows("SELECT "+toldColumns+`, n.day = max(n.day) OVER (PARTITION BY n.account_id, n.metric, substr(n.day, 1, 7))
		FROM competitor r JOIN competitor_account a ON a.competitor_id = r.id JOIN competitor_number n ON n.account_id = a.id
		WHERE r.brand_id = ? AND (n.day <= ? OR n.day < ?) ORDER BY n.day`, []any{brandID, to, end}, func(r *sql.Rows) error {
		var n Told
		var newest bool
		if err := n.scan(r, &newest); err != nil {
			return err
		}
		t := all[n.AccountID]
		t.count(n, from, to, newest && n.Day >= begin && n.Day < end)
		all[n.AccountID] = t
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("numbers of competitors: %w", err)
	}
	for id, t := range all {
		t.told = t.behind(from)
		all[id] = t
	}
	return all, nil
}

func compare(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// rank says of each figure how many have a larger one; equal ones share a rank.
func rank(rows []Standing) {
	for i := range rows {
		for k, f := range rows[i].figures() {
			if f.Value == nil {
				continue
			}
			place, among := 1, 0
			for j := range rows {
				if other := rows[j].figures()[k].Value; other != nil {
					among++
					if *other > *f.Value {
						place++
					}
				}
			}
			if f.N = among; among > 1 {
				f.Rank = &place
			}
		}
	}
}

// average is the mean of each figure over the rivals that have it. The own
// brand is not among them.
func average(platform string, rivals []Standing) Standing {
	mean := Standing{Kind: Average, Platform: platform, Told: []Told{}}
	for k, f := range mean.figures() {
		var total *float64
		for i := range rivals {
			if v := rivals[i].figures()[k].Value; v != nil {
				total = plus(total, v)
				f.N++
			}
		}
		n := float64(f.N)
		f.Value = over(total, &n, 1)
	}
	return mean
}

// Course is the followers of the own brand or a competitor on a platform, at the
// end of each month.
type Course struct {
	Name   string     `json:"name"`
	Own    bool       `json:"own"`
	Values []*float64 `json:"values"` // one for each month; nil where none was seen in it
}

// History is the followers of the twelve months that end with a day.
type History struct {
	Months  []string `json:"months"` // their first days
	Courses []Course `json:"courses"`
}

// Followers is the course of a brand and its competitors on a platform over the
// twelve months up to the day to.
func Followers(tx *store.Tx, brandID, platform, to string) (*History, error) {
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return nil, fault.Bad("to", "kpi.day_wrong", to)
	}
	own, err := store.Find[brand.Brand](tx, brandID)
	if err != nil {
		return nil, err
	}
	first := last.AddDate(0, 0, 1-last.Day()).AddDate(0, -11, 0)
	h, at := &History{Months: []string{}, Courses: []Course{}}, map[string]int{}
	for i := range 12 {
		month := first.AddDate(0, i, 0).Format(time.DateOnly)
		at[month[:7]] = i
		h.Months = append(h.Months, month)
	}
	channels, err := brand.Channels(tx, brandID)
	if err != nil {
		return nil, err
	}
	if mine := ownOf(channels, platform); len(mine) > 0 {
		rows, err := kpi.Numbers(tx, kpi.Query{Brand: brandID, Channels: mine, From: h.Months[0], To: to, By: kpi.Month, Metrics: []string{"channel.followers"}})
		if err != nil {
			return nil, err
		}
		c := Course{own.Name, true, make([]*float64, 12)}
		for _, r := range rows {
			i := at[r.From[:7]]
			c.Values[i] = plus(c.Values[i], r.Value)
		}
		h.Courses = append(h.Courses, c)
	}
	all, err := List(tx, brandID)
	if err != nil {
		return nil, err
	}
	for _, competitor := range all {
		c, found := Course{competitor.Name, false, make([]*float64, 12)}, false
		for _, a := range competitor.Accounts {
			if a.Platform != platform {
				continue
			}
			err := tx.Rows(`SELECT substr(day, 1, 7), value, max(day) FROM competitor_number
				WHERE account_id = ? AND metric = 'followers' AND day BETWEEN ? AND ? GROUP BY 1`,
				[]any{a.ID, h.Months[0], to}, func(r *sql.Rows) error {
					var month, day string
					var v float64
					if err := r.Scan(&month, &v, &day); err != nil {
						return err
					}
					c.Values[at[month]], found = plus(c.Values[at[month]], &v), true
					return nil
				})
			if err != nil {
				return nil, fmt.Errorf("followers of competitors: %w", err)
			}
		}
		if found {
			h.Courses = append(h.Courses, c)
		}
	}
	return h, nil
}
