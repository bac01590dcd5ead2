package format

// A Column says what some headers feed: a metric or a field of the post.
type Column struct {
	Metric  string
	Also    string // a second metric that the same number is of
	Field   Field
	Amount  Amount
	Else    bool // only where no other column feeds the metric
	Headers []string
}

// Amount is what the numbers of a column may be.
type Amount int

// The kinds of Amount.
const (
	Count      Amount = iota // whole and not negative
	Net                      // whole, negative where more was lost than gained
	Own                      // a client's own: as Measure, a percentage or money too
	Measure                  // with decimals, not negative
	Hours                    // with decimals, not negative; becomes seconds
	Minutes                  // as Hours
	Fraction                 // from 0 to 1; becomes per cent
	Percentage               // from 0 to 100, with decimals
	Money                    // with decimals; the currency stands in the header, (USD), or in a column
)

// Field is a part of a post that is no metric.
type Field int

// The fields.
const (
	NoField Field = iota
	ID
	OtherID // the id where there is no ID
	Published
	Permalink
	Title
	Text
	Type
	Duration
	AccountID
	AccountHandle
	AccountName
	PageID
	PageName
	Lifetime // says that values are to date, or holds a day
	Remark   // what the platform says about the row
	Day      // of a table of days
	From     // first and last day of a row of parts
	To
	Name // of a part, from the outermost in: campaign, ad set, ad
	Name2
	Name3
	Network  // the platform's name, where a file holds several
	Currency // its code
	Word     // for which an ad was shown: such rows leave out what was shown for none
	Group    // of people or places: a row of all of them is the sum of others
	Position // in a list of search results: an average, by which such a table is told
	fieldCount
)

var fieldNames = [fieldCount]string{"", "id", "id", "published_at", "permalink", "title", "text", "type", "duration_s",
	"account_id", "account_handle", "account_name", "account_id", "account_name", "date", "remark",
	"day", "from", "to", "name", "name", "name", "platform", "currency", "name", "name", "position"}

// String is the field's name as a screen and JSON know it.
func (f Field) String() string { return fieldNames[f] }
