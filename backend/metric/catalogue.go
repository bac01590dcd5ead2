package metric

// PostColumns are the metrics that table post holds a column of, in its order.
var PostColumns = []string{
	"impressions", "views", "reach", "video_views", "video_views_60s", "watch_time_s",
	"likes", "comments", "shares", "saves", "engagements",
	"clicks", "link_clicks", "other_clicks", "new_followers", "profile_visits",
	"navigation", "sticker_taps", "revenue", "engaged_users",
}

// ConversionValue is what conversions are worth by the goals of a brand. It is
// no measurement: it is worked out where numbers are asked for.
const ConversionValue = "conversion_value"

// TotalCost is what was spent altogether. Where it was not typed itself, it is the
// sum of those of CostParts that are known.
const TotalCost = "total_cost"

// HoursCost is what the hours of work cost. Where it was not typed itself, it is
// worked out from the time that was logged and what an hour costs.
const HoursCost = "hours_cost"

// CostParts are the metrics that a total cost is made of.
var CostParts = []string{"spend", "influencer_cost", "alliance_cost", "tool_cost", HoursCost}

// catalogue holds every series: counts of a channel, its ratios, posts, the log.
var catalogue = []*Metric{
	count(Channel, "followers", Stock, Up),
	{Key: "followers_share", Level: Channel, Kind: Unique, Unit: Percent, Direction: Neutral},
	count(Channel, "new_followers", Flow, Up),
	count(Channel, "lost_followers", Flow, Down),
	ratio(Channel, "net_followers", Count, Up, 1, over("new_followers").less("lost_followers")),
	ratio(Channel, "follower_growth_rate", Percent, Up, 100,
		parts{over: []Term{{Metric: "followers"}, {Metric: "followers", Minus: true, Start: true}}, under: []Term{{Metric: "followers", Start: true}}}),
	count(Channel, "impressions", Flow, Up),
	count(Channel, "views", Flow, Up),
	{Key: "views_share", Level: Channel, Kind: Unique, Unit: Percent, Direction: Neutral},
	count(Channel, "reach", Unique, Up),
	count(Channel, "viewers", Unique, Up),
	ratio(Channel, "frequency", Plain, Neutral, 1, over("impressions").by("reach")),
	count(Channel, "video_views", Flow, Up),
	count(Channel, "video_starts", Flow, Up),
	count(Channel, "video_completions", Flow, Up),
	ratio(Channel, "video_completion_rate", Percent, Up, 100, over("video_completions").by("video_starts")),
	{Key: "watch_time_s", Level: Channel, Kind: Flow, Unit: Seconds, Direction: Up},
	count(Channel, "engagements", Flow, Up),
	count(Channel, "likes", Flow, Up),
	count(Channel, "comments", Flow, Up),
	count(Channel, "shares", Flow, Up),
	count(Channel, "saves", Flow, Up),
	ratio(Channel, "engagement_rate_reach", Percent, Up, 100, over("engagements").by("reach")),
	ratio(Channel, "engagement_rate_impressions", Percent, Up, 100, over("engagements").byEither("impressions", "views")),
	ratio(Channel, "engagement_rate_followers", Percent, Up, 100, over("engagements").by("followers")),
	ratio(Channel, "virality_rate", Percent, Up, 100, over("shares").by("impressions")),
	count(Channel, "clicks", Flow, Up),
	count(Channel, "link_clicks", Flow, Up),
	ratio(Channel, "ctr", Percent, Up, 100, over("link_clicks").by("impressions")),
	count(Channel, "profile_visits", Flow, Up),
	count(Channel, "profile_visitors", Unique, Up),
	count(Channel, "engaged_users", Unique, Up),
	count(Channel, "posts", Flow, Neutral),
	count(Channel, "mentions", Flow, Up),
	count(Channel, "competitor_mentions", Flow, Down),
	ratio(Channel, "share_of_voice", Percent, Up, 100,
		parts{over: []Term{{Metric: "mentions"}}, under: []Term{{Metric: "mentions"}, {Metric: "competitor_mentions"}}}),
	count(Channel, "page_views", Flow, Up),
	count(Channel, "users", Unique, Up),
	count(Channel, "active_users", Unique, Up),
	count(Channel, "new_users", Flow, Up),
	count(Channel, "returning_users", Unique, Up),
	count(Channel, "sessions", Flow, Up),
	count(Channel, "engaged_sessions", Flow, Up),
	count(Channel, "events", Flow, Neutral),
	count(Channel, "landing_page_views", Flow, Up),
	count(Channel, "adds_to_cart", Flow, Up),
	count(Channel, "checkouts", Flow, Up),
	count(Channel, "conversions", Flow, Up),
	ratio(Channel, "conversion_rate", Percent, Up, 100, over("conversions").by("link_clicks")),
	ratio(Channel, "conversion_rate_sessions", Percent, Up, 100, over("conversions").by("sessions")),
	{Key: "spend", Level: Channel, Kind: Flow, Unit: Money, Direction: Neutral},
	{Key: "ad_revenue", Level: Channel, Kind: Flow, Unit: Money, Direction: Up},
	{Key: "revenue", Level: Channel, Kind: Flow, Unit: Money, Direction: Up},
	{Key: ConversionValue, Level: Channel, Kind: Flow, Unit: Money, Direction: Up},
	{Key: "influencer_cost", Level: Channel, Kind: Flow, Unit: Money, Direction: Neutral},
	{Key: "alliance_cost", Level: Channel, Kind: Flow, Unit: Money, Direction: Neutral},
	{Key: "tool_cost", Level: Channel, Kind: Flow, Unit: Money, Direction: Neutral},
	{Key: HoursCost, Level: Channel, Kind: Flow, Unit: Money, Direction: Neutral},
	{Key: TotalCost, Level: Channel, Kind: Flow, Unit: Money, Direction: Down},
	ratio(Channel, "cpc", Money, Down, 1, over("spend").by("link_clicks")),
	ratio(Channel, "cpm", Money, Down, 1000, over("spend").by("impressions")),
	ratio(Channel, "cpa", Money, Down, 1, over("spend").by("conversions")),
	ratio(Channel, "cost_per_engagement", Money, Down, 1, over("spend").by("engagements")),
	ratio(Channel, "roas", Plain, Up, 1, over("ad_revenue").without(ConversionValue).by("spend")),
	ratio(Channel, "roi", Percent, Up, 100, over("revenue").without(ConversionValue).less(TotalCost).by(TotalCost)).apart(),

	count(Post, "posts", Flow, Neutral),
	count(Post, "impressions", Lifetime, Up),
	count(Post, "views", Lifetime, Up),
	count(Post, "reach", Unique, Up),
	count(Post, "video_views", Lifetime, Up),
	count(Post, "video_views_60s", Lifetime, Up),
	{Key: "watch_time_s", Level: Post, Kind: Lifetime, Unit: Seconds, Direction: Up},
	count(Post, "engagements", Lifetime, Up),
	count(Post, "engaged_users", Unique, Up),
	count(Post, "likes", Lifetime, Up),
	count(Post, "comments", Lifetime, Up),
	count(Post, "shares", Lifetime, Up),
	count(Post, "saves", Lifetime, Up),
	ratio(Post, "engagement_rate_reach", Percent, Up, 100, over("engagements").by("reach")),
	ratio(Post, "engagement_rate_impressions", Percent, Up, 100, over("engagements").byEither("impressions", "views")),
	ratio(Post, "amplification_rate", PerPost, Up, 1, over("shares").by("posts")),
	ratio(Post, "applause_rate", PerPost, Up, 1, over("likes").by("posts")),
	ratio(Post, "conversation_rate", PerPost, Up, 1, over("comments").by("posts")),
	ratio(Post, "virality_rate", Percent, Up, 100, over("shares").by("impressions")),
	count(Post, "clicks", Lifetime, Up),
	count(Post, "link_clicks", Lifetime, Up),
	count(Post, "other_clicks", Lifetime, Up),
	ratio(Post, "ctr", Percent, Up, 100, over("link_clicks").by("impressions")),
	count(Post, "new_followers", Lifetime, Up),
	count(Post, "profile_visits", Lifetime, Up),
	count(Post, "navigation", Lifetime, Neutral),
	count(Post, "sticker_taps", Lifetime, Up),
	{Key: "revenue", Level: Post, Kind: Lifetime, Unit: Money, Direction: Up},

	count(Log, "activities", Flow, Neutral),
	count(Log, "to_answer", Flow, Neutral),
	count(Log, "answered", Flow, Up),
	ratio(Log, "response_rate", Percent, Up, 100, over("answered").by("to_answer")),
	{Key: "first_response_time", Level: Log, Kind: Ratio, Unit: Minutes, Direction: Down},
	{Key: "first_response_time_p90", Level: Log, Kind: Ratio, Unit: Minutes, Direction: Down},
	{Key: "first_response_time_mean", Level: Log, Kind: Ratio, Unit: Minutes, Direction: Down},
	count(Log, "positive", Flow, Up),
	count(Log, "neutral", Flow, Neutral),
	count(Log, "negative", Flow, Down),
	ratio(Log, "net_sentiment", Points, Up, 100,
		parts{
			over:  []Term{{Metric: "positive"}, {Metric: "negative", Minus: true}},
			under: []Term{{Metric: "positive"}, {Metric: "neutral"}, {Metric: "negative"}},
		}),
	{Key: "minutes_spent", Level: Log, Kind: Flow, Unit: Minutes, Direction: Neutral},
}

var byID = func() map[string]*Metric {
	all := make(map[string]*Metric, len(catalogue))
	for _, m := range catalogue {
		all[m.ID()] = m
	}
	return all
}()

func count(level, key, kind, direction string) *Metric {
	return &Metric{Key: key, Level: level, Kind: kind, Unit: Count, Direction: direction}
}

func ratio(level, key, unit, direction string, factor float64, p parts) *Metric {
	return &Metric{Key: key, Level: level, Kind: Ratio, Unit: unit, Direction: direction,
		Formula: &Formula{Over: p.over, Under: p.under, Factor: factor}}
}

// apart has the parts of m added over all channels each by itself.
func (m *Metric) apart() *Metric {
	m.Formula.Apart = true
	return m
}

// parts of a formula, as the catalogue spells them.
type parts struct{ over, under []Term }

func over(key string) parts { return parts{over: []Term{{Metric: key}}} }

// without names what is taken where the part before has no numbers.
func (p parts) without(key string) parts {
	p.over[len(p.over)-1].Else = key
	return p
}

func (p parts) less(key string) parts {
	p.over = append(p.over, Term{Metric: key, Minus: true})
	return p
}

func (p parts) by(key string) parts {
	p.under = []Term{{Metric: key}}
	return p
}

func (p parts) byEither(key, or string) parts {
	p.under = []Term{{Metric: key, Or: or}}
	return p
}
