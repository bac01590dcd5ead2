package sample

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
)

//go:embed stories/*.json
var files embed.FS

// story is what a client of the sample is made of: who it is, what its year
// looks like, and what is said on its channels.
type story struct {
	Names       []string    `json:"names"` // one is taken; more clients of the story take the next
	Currency    string      `json:"currency"`
	Timezone    string      `json:"timezone"`
	Language    string      `json:"language"`
	Notes       string      `json:"notes"`
	Hours       [][3]any    `json:"office_hours"` // weekday, from, to
	Brands      []outline   `json:"brands"`
	Season      [12]float64 `json:"season"`  // factor by month
	Weekday     [7]float64  `json:"weekday"` // factor by day, Monday first
	Campaigns   []campaign  `json:"campaigns"`
	Pillars     []pillar    `json:"pillars"` // of the content plan
	Titles      []string    `json:"-"`       // of all pillars
	Captions    []string    `json:"captions"`
	Products    []string    `json:"products"`
	Places      []string    `json:"places"`
	Topics      []topic     `json:"topics"`
	Incident    incident    `json:"incident"`
	Outreach    []string    `json:"outreach"`
	Found       []string    `json:"found"`
	Events      []string    `json:"events"`
	Summary     string      `json:"summary"`
	SummaryNote string      `json:"summary_incident"`
}

// outline is a brand of a story; its name is the client's with the suffix.
type outline struct {
	Suffix   string    `json:"suffix"`
	Sector   string    `json:"sector"`
	Color    string    `json:"color"`
	Color2   string    `json:"color2"`
	Symbol   string    `json:"symbol"`
	Channels []account `json:"channels"`
	Audience *audience `json:"audience"` // of its Instagram account; nil is never fetched
}

// account is a channel of a story.
type account struct {
	Platform  string  `json:"platform"`
	Followers float64 `json:"followers"` // on the last day
	Growth    float64 `json:"growth"`    // of followers, by month
	Posts     float64 `json:"posts"`     // a week
	Entries   float64 `json:"entries"`   // of the log, a day
	Ads       *ads    `json:"ads"`       // of an account of ads
	Site      *site   `json:"site"`      // of a website
}

// pillar is a theme of the content plan, and what share of the posts serves it.
type pillar struct {
	Name   string   `json:"name"`
	Share  float64  `json:"share"`
	Tags   []string `json:"tags"` // topics that its posts may be tagged with
	Titles []string `json:"titles"`
}

// campaign lifts what happens between two days of each year, as MM-DD. Its name
// tags its posts, and is a topic of the log while it runs.
type campaign struct {
	Name   string   `json:"name"`
	Pillar string   `json:"pillar"`
	From   string   `json:"from"`
	To     string   `json:"to"`
	Lift   float64  `json:"lift"`
	Titles []string `json:"titles"`
}

// topic is what people talk about. Mood is how much of it is negative, neutral
// and positive.
type topic struct {
	Name     string     `json:"name"`
	Weight   float64    `json:"weight"`
	Mood     [3]float64 `json:"mood"`
	Negative []string   `json:"negative"`
	Neutral  []string   `json:"neutral"`
	Positive []string   `json:"positive"`
	Answers  []string   `json:"answers"`
}

// said are the texts of a sentiment, -1 to 1.
func (t *topic) said(sentiment int) []string {
	return [][]string{t.Negative, t.Neutral, t.Positive}[sentiment+1]
}

// incident is the bad week of a client.
type incident struct {
	Pillar  string   `json:"pillar"` // of the post that explains
	Topic   string   `json:"topic"`
	Texts   []string `json:"texts"`
	Answers []string `json:"answers"`
	Title   string   `json:"title"`
}

// tongue is what the stories of a language share.
type tongue struct {
	First  []string `json:"first"` // of the names of those who write
	Second []string `json:"second"`
	Batch  []string `json:"batch"` // how many answers at once are logged
	Spam   []string `json:"spam"`
	Months []string `json:"months"`
}

// order is that in which the stories are told, so that the first two clients
// speak two languages.
var order = []string{"es-cafe", "en-outdoor", "es-dental", "en-ledger"}

// load reads the stories and what each language shares.
func load() ([]*story, map[string]*tongue, error) {
	var stories []*story
	tongues := map[string]*tongue{}
	for _, name := range order {
		s := &story{}
		if err := decode(name, s); err != nil {
			return nil, nil, err
		}
		for _, p := range s.Pillars {
			s.Titles = append(s.Titles, p.Titles...)
		}
		stories = append(stories, s)
		if tongues[s.Language] == nil {
			tongues[s.Language] = &tongue{}
			if err := decode(s.Language, tongues[s.Language]); err != nil {
				return nil, nil, err
			}
		}
	}
	return stories, tongues, nil
}

func decode(name string, into any) error {
	raw, err := files.ReadFile("stories/" + name + ".json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("story %s: %w", name, err)
	}
	return nil
}

// officeHours are those of the client.
func (s *story) officeHours() []agency.Span {
	spans := make([]agency.Span, len(s.Hours))
	for i, h := range s.Hours {
		spans[i] = agency.Span{Day: int(h[0].(float64)), From: h[1].(string), To: h[2].(string)}
	}
	return spans
}

// name is that of the n-th client of the story.
func (s *story) name(n int) string {
	name := s.Names[n%len(s.Names)]
	if round := n / len(s.Names); round > 0 {
		return fmt.Sprintf("%s %d", name, round+1)
	}
	return name
}

// running is the campaign of a day (MM-DD), or nil.
func (s *story) running(monthDay string) *campaign {
	i := slices.IndexFunc(s.Campaigns, func(c campaign) bool { return c.From <= monthDay && monthDay <= c.To })
	if i < 0 {
		return nil
	}
	return &s.Campaigns[i]
}

// fill puts a product and a place into a text.
func (s *story) fill(r *rand.Rand, text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	text = strings.NewReplacer("{product}", pick(r, s.Products), "{place}", pick(r, s.Places)).Replace(text)
	return capital(text)
}

// capital begins a text with a capital letter.
func capital(text string) string {
	for i, r := range text {
		if r == '¿' || r == '¡' {
			continue
		}
		return text[:i] + strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// pillar chooses what a post is for.
func (s *story) pillar(r *rand.Rand) *pillar {
	return &s.Pillars[weighted(r, len(s.Pillars), func(i int) float64 { return s.Pillars[i].Share })]
}

// topic chooses what is talked about.
func (s *story) topic(r *rand.Rand) *topic {
	return &s.Topics[weighted(r, len(s.Topics), func(i int) float64 { return s.Topics[i].Weight })]
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// weighted chooses one of n by weight.
func weighted(r *rand.Rand, n int, weight func(int) float64) int {
	total := 0.0
	for i := range n {
		total += weight(i)
	}
	at := r.Float64() * total
	for i := range n {
		if at -= weight(i); at < 0 {
			return i
		}
	}
	return n - 1
}

// choice is one of several with its weight.
type choice[T any] struct {
	weight float64
	value  T
}

func choose[T any](r *rand.Rand, of []choice[T]) T {
	return of[weighted(r, len(of), func(i int) float64 { return of[i].weight })].value
}

// clamp keeps a value within bounds.
func clamp[T cmp.Ordered](v, low, high T) T { return min(max(v, low), high) }
