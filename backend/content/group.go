package content

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// What posts can be grouped by.
const (
	ByTag     = "tag"
	ByPillar  = "pillar"
	ByType    = "type"
	ByChannel = "channel"
)

// GroupQuery asks for posts by group.
type GroupQuery struct {
	Filter      Filter `json:"filter"`
	By          string `json:"by"`           // tag, pillar, type or channel
	Metric      string `json:"metric"`       // what groups are held against: one of Metrics or Rates
	CompareFrom string `json:"compare_from"` // days; "" compares with nothing
	CompareTo   string `json:"compare_to"`
}

// Tally is what posts come to together.
type Tally struct {
	Posts int `json:"posts"`
	// Share of all posts, in percent. A post with two tags counts in both, so shares
	// may add up to more than 100.
	Share float64            `json:"share"`
	Sums  map[string]float64 `json:"sums"`  // of the metrics that add, over the posts that know them
	Rates map[string]float64 `json:"rates"` // from the sums of both sides, over the posts that know both
	Known int                `json:"known"` // the posts whose number of the query's metric is known: the sample
	// Median and Mean of that metric per post. The mean of a rate is that of the
	// sums; nil where they do not add, or no post is known.
	Median *float64 `json:"median"`
	Mean   *float64 `json:"mean"`
	Part   *float64 `json:"part"` // of the metric's sum over all posts, in percent; nil of what does not add
}

// Group is how the posts that share a word did.
type Group struct {
	Name string `json:"name"` // the id of a channel; "" are the posts without one
	Tally
	Before  *Tally `json:"before"`  // in the days compared with; nil where none were asked for
	Entries *int64 `json:"entries"` // of the log with the same word; nil where they are not counted
}

// Grouping is the posts of a filter by group.
type Grouping struct {
	Metric   string            `json:"metric"`
	Currency string            `json:"currency"` // of revenue
	Metrics  []string          `json:"metrics"`  // that the posts can be compared by
	Divisors map[string]string `json:"divisors"` // by rate of Metrics, the metric that divides it
	Sums     []string          `json:"sums"`     // that some group has, in the order of Metrics
	Rates    []string          `json:"rates"`    // likewise
	Groups   []Group           `json:"groups"`
	Whole    Group             `json:"whole"` // every post once
}

// Groups adds up the posts of a filter by tag, pillar, type or channel. The same
// word in capitals is the same tag. A group that the days compared with have alone
// stands with no posts. Those with most posts come first.
func Groups(tx *store.Tx, q GroupQuery) (*Grouping, error) {
	if !slices.Contains([]string{ByTag, ByPillar, ByType, ByChannel}, q.By) {
		return nil, fault.Bad("by", "content.group_unknown", q.By)
	}
	now, err := groupsOf(tx, q.Filter, q)
	if err != nil {
		return nil, fmt.Errorf("group posts: %w", err)
	}
	if q.CompareFrom != "" {
		earlier := q.Filter
		earlier.From, earlier.To = q.CompareFrom, q.CompareTo
		before, err := groupsOf(tx, earlier, q)
		if err != nil {
			return nil, fmt.Errorf("group earlier posts: %w", err)
		}
		now.compare(before)
	}
	slices.SortStableFunc(now.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(store.Fold(a.Name), store.Fold(b.Name)))
	})
	return now, nil
}

func noPosts() Tally { return Tally{Sums: map[string]float64{}, Rates: map[string]float64{}} }

// compare sets beside each group what it was before.
func (g *Grouping) compare(before *Grouping) {
	was := map[string]*Group{}
	for i := range before.Groups {
		was[key(before.Groups[i].Name)] = &before.Groups[i]
	}
	for i := range g.Groups {
		one := &g.Groups[i]
		if b := was[key(one.Name)]; b != nil {
			one.Before = &b.Tally
			delete(was, key(one.Name))
		} else {
			none := noPosts()
			one.Before = &none
		}
	}
	for _, b := range before.Groups {
		if was[key(b.Name)] != nil {
			g.Groups = append(g.Groups, Group{Name: b.Name, Tally: noPosts(), Before: &b.Tally})
		}
	}
	g.Whole.Before = &before.Whole.Tally
}

// key is what makes two words the same, as SQLite's NOCASE has it.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// groupsOf adds up the posts of one filter.
func groupsOf(tx *store.Tx, f Filter, q GroupQuery) (*Grouping, error) {
	all, currency, err := gauges(tx, f)
	if err != nil {
		return nil, err
	}
	chosen, err := gaugeOf(all, q.Metric)
	if err != nil {
		return nil, err
	}
	g := &Grouping{Metric: q.Metric, Currency: currency, Metrics: keysOf(all), Divisors: map[string]string{}, Sums: []string{}, Rates: []string{}, Groups: []Group{}, Whole: Group{Tally: noPosts()}}
	for _, one := range all {
		if one.by != "" {
			g.Divisors[one.metric.Key] = one.by
		}
		if one.adds && one.metric.Kind == metric.Ratio {
			g.Rates = append(g.Rates, one.metric.Key)
		} else if one.adds {
			g.Sums = append(g.Sums, one.metric.Key)
		}
	}
	name, from := "p."+q.By, "post p JOIN channel c ON c.id = p.channel_id"
	switch q.By {
	case ByTag:
		name, from = "coalesce(t.value, '')", from+" LEFT JOIN json_each(p.tags) t"
	case ByChannel:
		name = "p.channel_id"
	}
	whole, err := tallies(tx, f, all, chosen, "''", "post p JOIN channel c ON c.id = p.channel_id")
	if err != nil || len(whole) == 0 {
		return g, err
	}
	g.Whole = whole[0]
	if g.Groups, err = tallies(tx, f, all, chosen, name, from); err != nil {
		return nil, err
	}
	for _, one := range append([]*Group{&g.Whole}, pointers(g.Groups)...) {
		one.Share = float64(one.Posts) / float64(g.Whole.Posts) * 100
		sum, known := one.Sums[q.Metric]
		if total := g.Whole.Sums[q.Metric]; known && total > 0 {
			part := sum / total * 100
			one.Part = &part
		}
	}
	return g, nil
}

func pointers(groups []Group) []*Group {
	all := make([]*Group, len(groups))
	for i := range groups {
		all[i] = &groups[i]
	}
	return all
}

// tallies adds up posts by a name.
func tallies(tx *store.Tx, f Filter, all []gauge, chosen *gauge, name, from string) ([]Group, error) {
	where, args := f.where()
	sums := ""
	for _, g := range all {
		both := g.over + " IS NOT NULL"
		under := "1"
		if g.under != "" {
			under, both = g.under, both+" AND "+g.under+" IS NOT NULL"
		}
		sums += ", sum(iif(" + both + ", " + g.over + ", NULL)), sum(iif(" + both + ", " + under + ", NULL))"
	}
	groups, place := []Group{}, map[string]int{}
	err := tx.Rows("SELECT "+name+" AS name, count(*)"+sums+" FROM "+from+" WHERE "+where+" GROUP BY name COLLATE NOCASE ORDER BY name COLLATE NOCASE", args, func(r *sql.Rows) error {
		one := Group{Tally: noPosts()}
		values := make([]*float64, 2*len(all))
		dest := []any{&one.Name, &one.Posts}
		for i := range values {
			dest = append(dest, &values[i])
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		for i, g := range all {
			over, under := values[2*i], values[2*i+1]
			if over == nil || under == nil {
				continue
			}
			whole := g.whole(*over, *under)
			switch {
			case whole == nil:
			case g.under == "":
				one.Sums[g.metric.Key] = *over
			default:
				one.Rates[g.metric.Key] = *whole
			}
			if chosen != nil && chosen.metric == g.metric {
				one.Mean = whole
			}
		}
		place[key(one.Name)] = len(groups)
		groups = append(groups, one)
		return nil
	})
	if err != nil || chosen == nil {
		return groups, err
	}
	values := make([][]float64, len(groups))
	err = tx.Rows("SELECT "+name+", "+chosen.value()+" FROM "+from+" WHERE "+where, args, func(r *sql.Rows) error {
		var name string
		var v *float64
		if err := r.Scan(&name, &v); err != nil || v == nil {
			return err
		}
		i := place[key(name)]
		values[i] = append(values[i], *v)
		return nil
	})
	for i, of := range values {
		if groups[i].Known = len(of); len(of) > 0 {
			m := median(of)
			groups[i].Median = &m
		}
	}
	return groups, err
}
