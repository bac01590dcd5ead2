export namespace agency {
	
	export interface Span {
	    day: number;
	    from: string;
	    to: string;
	}
	export interface Client {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    slug: string;
	    currency: string;
	    timezone: string;
	    language: string;
	    office_hours: Span[];
	    team: string[];
	    notes: string;
	    archived: boolean;
	}
	export interface ClientPatch {
	    name?: string;
	    slug?: string;
	    currency?: string;
	    timezone?: string;
	    language?: string;
	    office_hours?: Span[];
	    team?: string[];
	    notes?: string;
	    archived?: boolean;
	}
	export interface Person {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    initials: string;
	    color: string;
	    roles: string[];
	}
	export interface PersonPatch {
	    name?: string;
	    initials?: string;
	    color?: string;
	    roles?: string[];
	}
	export interface Settings {
	    me: string;
	    language: string;
	    theme: string;
	    client: string;
	    place: string;
	    week_start: string;
	}
	export interface SettingsPatch {
	    me?: string;
	    language?: string;
	    theme?: string;
	    client?: string;
	    place?: string;
	    week_start?: string;
	}

}

export namespace app {
	
	export interface CourseOrder {
	    query: kpi.CourseQuery;
	    shown: string[];
	    marks?: kpi.MarkQuery;
	}
	export interface Metric {
	    key: string;
	    level: string;
	    kind: string;
	    unit: string;
	    direction: string;
	    formula?: metric.Formula;
	    own_id?: string;
	    decimals?: number;
	    written?: string;
	    name: string;
	    definition: string;
	    formula_text: string;
	    stored: boolean;
	    fault: string;
	}
	export interface Next {
	    undo?: store.Done;
	    redo?: store.Done;
	}
	export interface Refused {
	    index: number;
	    message: string;
	}
	export interface ReportOrder {
	    brand: string;
	    period: string;
	    language: string;
	    paper: string;
	}
	export interface Start {
	    version: string;
	    folder: string;
	    settings: agency.Settings;
	    clients: agency.Client[];
	    team: agency.Person[];
	}

}

export namespace brand {
	
	export interface Brand {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    logo: string;
	    color: string;
	    color2: string;
	    sector: string;
	    website: string;
	}
	export interface Channel {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    platform: string;
	    handle: string;
	    link: string;
	    account: string;
	    since: string;
	    until: string;
	}
	export interface ChannelPatch {
	    platform?: string;
	    handle?: string;
	    link?: string;
	    account?: string;
	    since?: string;
	    until?: string;
	}
	export interface Patch {
	    name?: string;
	    color?: string;
	    color2?: string;
	    sector?: string;
	    website?: string;
	}

}

export namespace community {
	
	export interface Activity {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    channel_id: string;
	    kind: string;
	    quantity: number;
	    as_self: boolean;
	    occurred_at: string;
	    day: string;
	    received_at?: string;
	    answered_at?: string;
	    resp_ms?: number | null;
	    sentiment?: string | null;
	    topics: string[];
	    person_id: string;
	    author: string;
	    text: string;
	    answer: string;
	    link: string;
	    outcome: string;
	    minutes?: number | null;
	    snippet: string;
	}
	export interface Cell {
	    channel_id: string;
	    kind: string;
	    sentiment?: string | null;
	    entries: number;
	    quantity: number;
	}
	export interface Filter {
	    brand_id: string;
	    channel_ids: string[];
	    kinds: string[];
	    sentiments: string[];
	    topics: string[];
	    person_ids: string[];
	    from: string;
	    to: string;
	    search: string;
	}
	export interface Chosen {
	    ids: string[];
	    all: boolean;
	    filter: Filter;
	    except: string[];
	}
	export interface Entry {
	    channel_id: string;
	    kind: string;
	    quantity: number;
	    as_self: boolean;
	    at?: string | null;
	    received_at?: string | null;
	    answered_at?: string | null;
	    sentiment: string;
	    topics: string[];
	    person_id: string;
	    author: string;
	    text: string;
	    answer: string;
	    link: string;
	    outcome: string;
	    minutes?: number | null;
	}
	
	export interface KindCount {
	    kind: string;
	    entries: number;
	    quantity: number;
	    negative: number;
	    neutral: number;
	    positive: number;
	    unsaid: number;
	}
	export interface PasteOptions {
	    channel_id: string;
	    kind: string;
	    person_id: string;
	    date_order: string;
	}
	export interface PastedRow {
	    row: number;
	    entry: Entry;
	    errors: string[];
	}
	export interface PastedColumn {
	    header: string;
	    field: string;
	}
	export interface Pasted {
	    columns: PastedColumn[];
	    header: boolean;
	    rows: PastedRow[];
	    wrong: number;
	    ask_date_order: boolean;
	}
	
	
	export interface Patch {
	    channel_id?: string;
	    kind?: string;
	    quantity?: number;
	    as_self?: boolean;
	    at?: string;
	    received_at?: string;
	    answered_at?: string;
	    sentiment?: string;
	    topics?: string[];
	    add_topics?: string[];
	    remove_topics?: string[];
	    person_id?: string;
	    author?: string;
	    text?: string;
	    answer?: string;
	    link?: string;
	    outcome?: string;
	    minutes?: number;
	    clear?: string[];
	}
	export interface Response {
	    n: number;
	    median_min?: number | null;
	    p90_min?: number | null;
	    mean_min?: number | null;
	    negative: number;
	    missing: number;
	}
	export interface Total {
	    n: number;
	    exact: boolean;
	}
	export interface Ruler {
	    total: Total;
	    step: number;
	    marks: string[];
	}
	export interface Slice {
	    rows: Activity[];
	    next: string;
	}
	export interface TopicCount {
	    topic: string;
	    entries: number;
	    quantity: number;
	}
	export interface Statistics {
	    entries: number;
	    quantity: number;
	    cells: Cell[];
	    kinds: KindCount[];
	    negative: number;
	    neutral: number;
	    positive: number;
	    unsaid: number;
	    net_sentiment?: number | null;
	    to_answer: number;
	    answered: number;
	    response_rate?: number | null;
	    response?: Response;
	    office_response?: Response;
	    topics: TopicCount[];
	    minutes?: number | null;
	}
	

}

export namespace competitor {
	
	export interface Account {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    competitor_id: string;
	    platform: string;
	    handle: string;
	    link: string;
	}
	export interface AccountPatch {
	    platform?: string;
	    handle?: string;
	    link?: string;
	}
	export interface Voice {
	    platform: string;
	    share?: number;
	    own?: number;
	    rivals?: number;
	    n: number;
	    set: string[];
	}
	export interface Told {
	    account_id: string;
	    metric: string;
	    day: string;
	    value: number;
	    who: string;
	    file: string;
	    row: number;
	    at: string;
	}
	export interface Figure {
	    value?: number;
	    rank?: number;
	    n: number;
	}
	export interface Standing {
	    kind: string;
	    platform: string;
	    competitor_id: string;
	    name: string;
	    seen: string;
	    followers: Figure;
	    growth: Figure;
	    posts: Figure;
	    engagements: Figure;
	    per_post: Figure;
	    mentions: Figure;
	    told: Told[];
	}
	export interface Comparison {
	    rows: Standing[];
	    voices: Voice[];
	}
	export interface Competitor {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    name: string;
	    website: string;
	    note: string;
	    accounts: Account[];
	}
	export interface Course {
	    name: string;
	    own: boolean;
	    values: number[];
	}
	
	export interface History {
	    months: string[];
	    courses: Course[];
	}
	export interface Line {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    competitor_id: string;
	    platform: string;
	    handle: string;
	    link: string;
	    competitor: string;
	    values: Record<string, number | null>;
	    last: Record<string, number | null>;
	    told: Record<string, Told>;
	}
	export interface Note {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    competitor_id: string;
	    day: string;
	    kind: string;
	    text: string;
	    link: string;
	    who: string;
	}
	export interface NoteFilter {
	    brand: string;
	    competitors: string[];
	    kinds: string[];
	    from: string;
	    to: string;
	    search: string;
	}
	export interface NotePatch {
	    competitor_id?: string;
	    day?: string;
	    kind?: string;
	    text?: string;
	    link?: string;
	}
	export interface Number {
	    account_id: string;
	    metric: string;
	    day: string;
	    value?: number;
	}
	export interface Patch {
	    name?: string;
	    website?: string;
	    note?: string;
	}
	export interface Problem {
	    row: number;
	    text: string;
	}
	export interface Read {
	    rows: number;
	    numbers: number;
	    problems: Problem[];
	}
	
	

}

export namespace content {
	
	export interface Beside {
	    post: string;
	    value?: number;
	    median?: number;
	    n: number;
	    ratio?: number;
	}
	export interface Filter {
	    brand: string;
	    channels: string[];
	    from: string;
	    to: string;
	    types: string[];
	    tags: string[];
	    pillars: string[];
	    weekdays: number[];
	    hours: number[];
	    search: string;
	    sort: string;
	    rising: boolean;
	}
	export interface Tally {
	    posts: number;
	    share: number;
	    sums: Record<string, number>;
	    rates: Record<string, number>;
	    known: number;
	    median?: number;
	    mean?: number;
	    part?: number;
	}
	export interface Group {
	    name: string;
	    posts: number;
	    share: number;
	    sums: Record<string, number>;
	    rates: Record<string, number>;
	    known: number;
	    median?: number;
	    mean?: number;
	    part?: number;
	    before?: Tally;
	    entries?: number;
	}
	export interface GroupQuery {
	    filter: Filter;
	    by: string;
	    metric: string;
	    compare_from: string;
	    compare_to: string;
	}
	export interface Grouping {
	    metric: string;
	    currency: string;
	    metrics: string[];
	    divisors: Record<string, string>;
	    sums: string[];
	    rates: string[];
	    groups: Group[];
	    whole: Group;
	}
	export interface Hour {
	    weekday: number;
	    hour: number;
	    posts: number;
	    median: number;
	    mean?: number;
	}
	export interface Patch {
	    title?: string;
	    type?: string;
	}
	export interface Post {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    channel_id: string;
	    platform_id: string;
	    permalink: string;
	    title: string;
	    text: string;
	    type: string;
	    published_at: string;
	    day: string;
	    duration_s?: number;
	    currency: string;
	    tags: string[];
	    pillar: string;
	    metrics: Record<string, number>;
	    engagements?: number;
	    engagement_rate_reach?: number;
	}
	export interface Tagging {
	    add: string[];
	    remove: string[];
	    pillar?: string;
	}
	
	export interface Timing {
	    metric: string;
	    by: string;
	    currency: string;
	    zone: string;
	    metrics: string[];
	    hours: Hour[];
	    weekdays: Hour[];
	    clock: Hour[];
	    whole?: Hour;
	    best: Hour[];
	    best_day?: Hour;
	    best_of_clock?: Hour;
	    unclocked: number;
	}
	export interface Whole {
	    total: number;
	    metrics: string[];
	    rated: number;
	}
	export interface Words {
	    tags: string[];
	    pillars: string[];
	}

}

export namespace format {
	
	export interface MappedColumn {
	    index: number;
	    metric: string;
	    field: string;
	}
	export interface Mapping {
	    table: string;
	    header: number;
	    shape: string;
	    platform: string;
	    dates: string;
	    decimal: string;
	    currency: string;
	    columns: MappedColumn[];
	}
	export interface Source {
	    header: string;
	    metric: string;
	    field: string;
	    table: string;
	}
	export interface TableSum {
	    name: string;
	    rows: number;
	    sums: Record<string, number>;
	}

}

export namespace intake {
	
	export interface Account {
	    id: string;
	    handle: string;
	    name: string;
	    posts: number;
	}
	export interface Skipped {
	    row: number;
	    reason: string;
	}
	export interface Entry {
	    id: string;
	    file: string;
	    hash: string;
	    format: string;
	    channels: string[];
	    size: number;
	    from: string;
	    to: string;
	    read: number;
	    added: number;
	    updated: number;
	    unchanged: number;
	    skips: number;
	    skipped: Skipped[];
	    sums: Record<string, number>;
	    kept: Record<string, number>;
	    columns: format.Source[];
	    mapping?: format.Mapping;
	    who: string;
	    created_at: string;
	    undone_at?: string;
	}
	export interface Feed {
	    channel: string;
	    platform: string;
	    handle: string;
	    rows: number;
	}
	export interface FormProblem {
	    sheet: string;
	    cell: string;
	    text: string;
	    message: string;
	}
	export interface FormCell {
	    sheet: string;
	    cell: string;
	    channel_id: string;
	    metric: string;
	    grain: string;
	    day: string;
	    value: number;
	    before?: number;
	}
	export interface Form {
	    file: string;
	    hash: string;
	    grain: string;
	    cells: FormCell[];
	    added: number;
	    changed: number;
	    same: number;
	    kept: number;
	    problems: FormProblem[];
	}
	
	
	export interface Outcome {
	    client: string;
	    client_name: string;
	    unknown: boolean;
	    mapping?: format.Mapping;
	    file: string;
	    path: string;
	    hash: string;
	    format: string;
	    platforms: string[];
	    accounts: Account[];
	    from: string;
	    to: string;
	    feeds: Feed[];
	    question: string;
	    candidates: string[];
	    read: number;
	    added: number;
	    updated: number;
	    unchanged: number;
	    skips: number;
	    skipped: Skipped[];
	    until: string;
	    columns: format.Source[];
	    tables: format.TableSum[];
	    sums: Record<string, number>;
	    kept: Record<string, number>;
	    currency: string;
	    warnings: string[];
	    import?: string;
	    same: boolean;
	    error?: string;
	}
	export interface Place {
	    client: string;
	    client_name: string;
	    brand: string;
	    channel: string;
	    platform: string;
	    handle: string;
	}
	export interface Request {
	    client?: string;
	    path: string;
	    channel: string;
	    year?: number;
	    mapping?: format.Mapping;
	}
	export interface SheetRow {
	    row: number;
	    cells: string[];
	}
	export interface Sheet {
	    name: string;
	    rows: SheetRow[];
	    header: number;
	    mapping: format.Mapping;
	}
	
	
	export interface TriedRow {
	    row: number;
	    raw: string[];
	    parsed: string[];
	    wrong: string[];
	    reason: string;
	}
	export interface Trying {
	    rows: TriedRow[];
	    refusal: string;
	    field: string;
	}

}

export namespace kpi {
	
	export interface Campaign {
	    name: string;
	    channels: string[];
	    metrics: string[];
	    first_day: string;
	    last_day: string;
	}
	export interface Target {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    channel_id?: string;
	    metric: string;
	    level: string;
	    baseline: number;
	    value: number;
	    from: string;
	    to: string;
	    note: string;
	    campaign: string;
	    weights: number[];
	    repeats: string;
	    repeats_until: string;
	}
	export interface Stand {
	    target: Target;
	    from: string;
	    to: string;
	    number: number;
	    of: number;
	    actual?: number;
	    no_actual: string;
	    attainment?: number;
	    expected?: number;
	    expected_value?: number;
	    gap?: number;
	    pace?: number;
	    status: string;
	    last_data: string;
	    left_out: number;
	    rate?: number;
	    needed?: number;
	    forecast?: number;
	    low?: number;
	    high?: number;
	    no_forecast: string;
	    decide: boolean;
	    unit: string;
	    kind: string;
	    direction: string;
	    decimals?: number;
	}
	export interface float64 {
	
	}
	export interface CampaignLine {
	    id: string;
	    channel_id: string;
	    channel: string;
	    part: string[];
	    values: Record<string, number>;
	    currency?: string;
	    mixed?: boolean;
	    targets: Stand[];
	}
	export interface CampaignQuery {
	    brand: string;
	    channels: string[];
	    from: string;
	    to: string;
	    today: string;
	    currency: string;
	}
	export interface PartRun {
	    channel_id: string;
	    channel: string;
	    dimension: string;
	    from: string;
	    to: string;
	    import_id: string;
	    file: string;
	    rows: number;
	    site?: boolean;
	    why?: string;
	    break?: boolean;
	}
	export interface CampaignTable {
	    ad_metrics: string[];
	    ads: CampaignLine[];
	    site_metrics: string[];
	    sites: CampaignLine[];
	    runs: PartRun[];
	    left: PartRun[];
	}
	export interface Point {
	    from: string;
	    value?: number;
	}
	export interface Part {
	    metric: string;
	    value: number;
	    minus?: boolean;
	    start?: boolean;
	    under?: boolean;
	    level?: string;
	    instead?: string;
	    site?: boolean;
	}
	export interface CardRow {
	    brand_id: string;
	    brand: string;
	    channel_id?: string;
	    channel?: string;
	    metric: string;
	    level: string;
	    kind: string;
	    unit: string;
	    direction: string;
	    decimals?: number;
	    currency?: string;
	    from: string;
	    to: string;
	    value?: number;
	    n?: number;
	    parts?: Part[];
	    seen?: string;
	    break?: boolean;
	    previous?: number;
	    change?: number;
	    ratio?: number;
	    points: Point[];
	    stand?: Stand;
	    targets: number;
	}
	export interface Card {
	    from: string;
	    to: string;
	    compare_from: string;
	    compare_to: string;
	    step: string;
	    rows: CardRow[];
	}
	export interface CardQuery {
	    brand: string;
	    from: string;
	    to: string;
	    compare_from: string;
	    compare_to: string;
	    metrics: string[];
	    currency: string;
	    today: string;
	}
	
	export interface ConversionGoal {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    name: string;
	    event: string;
	    value: number;
	    currency: string;
	    from: string;
	    to: string;
	}
	export interface Cost {
	    metric: string;
	    value?: number;
	}
	export interface CourseQuery {
	    brand: string;
	    channels: string[];
	    from: string;
	    to: string;
	    by: string;
	    metrics: string[];
	    currency: string;
	    compare_from: string;
	    compare_to: string;
	    today: string;
	}
	export interface Row {
	    brand_id: string;
	    brand: string;
	    channel_id?: string;
	    channel?: string;
	    metric: string;
	    level: string;
	    kind: string;
	    unit: string;
	    direction: string;
	    decimals?: number;
	    currency?: string;
	    from: string;
	    to: string;
	    value?: number;
	    n?: number;
	    parts?: Part[];
	    seen?: string;
	    break?: boolean;
	}
	export interface CourseRow {
	    brand_id: string;
	    brand: string;
	    channel_id?: string;
	    channel?: string;
	    metric: string;
	    level: string;
	    kind: string;
	    unit: string;
	    direction: string;
	    decimals?: number;
	    currency?: string;
	    from: string;
	    to: string;
	    value?: number;
	    n?: number;
	    parts?: Part[];
	    seen?: string;
	    break?: boolean;
	    before?: Row;
	}
	export interface CustomMetric {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    key: string;
	    name: Record<string, string>;
	    definition: Record<string, string>;
	    kind: string;
	    unit: string;
	    direction: string;
	    decimals: number;
	    formula: string;
	}
	export interface CustomPatch {
	    key?: string;
	    name?: Record<string, string>;
	    definition?: Record<string, string>;
	    kind?: string;
	    unit?: string;
	    direction?: string;
	    decimals?: number;
	    formula?: string;
	}
	export interface Entry {
	    channel_id: string;
	    metric: string;
	    grain: string;
	    day: string;
	    value: number;
	    note: string;
	}
	export interface GridPlace {
	    channel_id: string;
	    metric: string;
	    grain: string;
	    day: string;
	}
	export interface Filling {
	    set: Entry[];
	    clear: GridPlace[];
	}
	export interface GoalPatch {
	    name?: string;
	    event?: string;
	    value?: number;
	    from?: string;
	    to?: string;
	}
	export interface GridCell {
	    channel_id: string;
	    metric: string;
	    day: string;
	    value?: number;
	    typed?: number;
	    imported?: number;
	    finer: boolean;
	    file: string;
	    currency: string;
	    who: string;
	    note: string;
	}
	
	export interface GridQuery {
	    brand: string;
	    channels: string[];
	    metrics: string[];
	    grain: string;
	    from: string;
	    to: string;
	    currency: string;
	}
	export interface HourRate {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    value: number;
	    currency: string;
	    from: string;
	}
	export interface Mark {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    channel_id?: string;
	    kind: string;
	    from: string;
	    to: string;
	    text: string;
	    link: string;
	    who: string;
	    source: string;
	    open: boolean;
	}
	export interface MarkPatch {
	    kind?: string;
	    from?: string;
	    to?: string;
	    channel_id?: string;
	    text?: string;
	    link?: string;
	}
	export interface MarkQuery {
	    brand: string;
	    from: string;
	    to: string;
	    kinds: string[];
	    channels: string[];
	}
	export interface Measurement {
	    channel_id: string;
	    metric: string;
	    grain: string;
	    day: string;
	    value: number;
	    counts: boolean;
	    import_id: string;
	    file: string;
	    as_of: string;
	    note: string;
	    who: string;
	    at: string;
	}
	export interface MeasurementFilter {
	    brand: string;
	    channels: string[];
	    metric: string;
	    from: string;
	    to: string;
	    typed: boolean;
	    disputed: boolean;
	    offset: number;
	    limit: number;
	}
	export interface MeasurementPage {
	    total: number;
	    rows: Measurement[];
	}
	export interface NumberGrid {
	    spans: string[];
	    cells: GridCell[];
	}
	export interface OutlookPoint {
	    day: string;
	    actual?: number;
	    expected?: number;
	    forecast?: number;
	    low?: number;
	    high?: number;
	}
	export interface Outlook {
	    stand: Stand;
	    points: OutlookPoint[];
	    history: Stand[];
	}
	
	
	export interface PartLine {
	    id: string;
	    channel_id: string;
	    channel: string;
	    part: string[];
	    currency?: string;
	    value?: number;
	    previous?: number;
	    change?: number;
	    ratio?: number;
	    share?: number;
	    previous_share?: number;
	    course: number[];
	}
	
	export interface PartTable {
	    dimension: string;
	    metric: string;
	    metrics: string[];
	    unit: string;
	    kind: string;
	    decimals?: number;
	    rows: PartLine[];
	    runs: PartRun[];
	    left: PartRun[];
	    compared: PartRun[];
	    course: PartRun[];
	}
	export interface PartTableQuery {
	    brand: string;
	    channels: string[];
	    dimension: string;
	    metric: string;
	    from: string;
	    to: string;
	    compare_from: string;
	    compare_to: string;
	    currency: string;
	}
	export interface Used {
	    metric: string;
	    level: string;
	    value?: number;
	}
	export interface Worth {
	    goal: string;
	    event: string;
	    each: number;
	    currency: string;
	    from: string;
	    to: string;
	    conversions?: number;
	}
	export interface Typed {
	    who: string;
	    rows: number;
	    at: string;
	}
	export interface Source {
	    import_id: string;
	    file: string;
	    format: string;
	    rows: number;
	    as_of: string;
	    who: string;
	    at: string;
	}
	export interface Passport {
	    brand_id: string;
	    brand: string;
	    channel_id?: string;
	    channel?: string;
	    metric: string;
	    level: string;
	    kind: string;
	    unit: string;
	    direction: string;
	    decimals?: number;
	    currency?: string;
	    from: string;
	    to: string;
	    value?: number;
	    n?: number;
	    parts?: Part[];
	    seen?: string;
	    break?: boolean;
	    formula?: metric.Formula;
	    money: string;
	    sources: Source[];
	    typed: Typed[];
	    outvoted: number;
	    posts: number;
	    entries: number;
	    backward: number;
	    first_day: string;
	    last_day: string;
	    worth: Worth[];
	    costs: Cost[];
	    rates: HourRate[];
	    uses: Used[];
	    timezone: string;
	}
	export interface PassportQuery {
	    brand: string;
	    channel: string;
	    metric: string;
	    level: string;
	    from: string;
	    to: string;
	    currency: string;
	}
	
	export interface Query {
	    brand: string;
	    channels: string[];
	    from: string;
	    to: string;
	    by: string;
	    metrics: string[];
	    currency: string;
	}
	export interface RatePatch {
	    value?: number;
	    from?: string;
	}
	
	
	
	
	export interface TargetPatch {
	    channel_id?: string;
	    metric?: string;
	    level?: string;
	    baseline?: number;
	    value?: number;
	    from?: string;
	    to?: string;
	    note?: string;
	    campaign?: string;
	    weights?: number[];
	    repeats?: string;
	    repeats_until?: string;
	}
	export interface Tried {
	    unit: string;
	    uses: Used[];
	    row?: Row;
	}
	
	

}

export namespace metric {
	
	export interface Term {
	    metric: string;
	    level?: string;
	    or?: string;
	    else?: string;
	    minus?: boolean;
	    start?: boolean;
	}
	export interface Formula {
	    over: Term[];
	    under?: Term[];
	    factor: number;
	    apart?: boolean;
	}

}

export namespace portfolio {
	
	export interface Benchmark {
	    sector: string;
	    value?: number;
	    unit: string;
	    currency: string;
	    enough: boolean;
	    n: number;
	    median?: number;
	    lower?: number;
	    upper?: number;
	    stands: string;
	}
	export interface Query {
	    client: string;
	    brand: string;
	    metric: string;
	    from: string;
	    to: string;
	}

}

export namespace report {
	
	export interface Brand {
	    id: string;
	    name: string;
	    sector: string;
	    website: string;
	    color: string;
	    color2: string;
	}
	export interface Days {
	    metric: string;
	    level: string;
	    name: string;
	    unit: string;
	    values: number | null;
	    previous: number | null;
	}
	export interface Figure {
	    metric: string;
	    level: string;
	    name: string;
	    unit: string;
	    direction: string;
	    currency: string;
	    value?: number | null;
	    previous?: number | null;
	    change?: number | null;
	    decimals?: number | null;
	    n?: number | null;
	    seen: string;
	    break: boolean;
	}
	export interface Channel {
	    id: string;
	    brand: string;
	    platform: string;
	    label: string;
	    link: string;
	    account: Figure[];
	    content: Figure[];
	    days: Days[];
	    posts: number;
	}
	export interface Volume {
	    brand: string;
	    channel: string;
	    kinds: Record<string, number>;
	    quantity: number;
	}
	export interface Community {
	    rows: Volume[];
	    kinds: string[];
	    totals: Record<string, number>;
	    quantity: number;
	    previous?: number | null;
	    negative: number;
	    neutral: number;
	    positive: number;
	    unsaid: number;
	    net_sentiment?: number | null;
	    to_answer: number;
	    answered: number;
	    response_rate?: number | null;
	    response?: community.Response;
	    office_response?: community.Response;
	    topics: community.TopicCount[];
	}
	
	export interface Definition {
	    metric: string;
	    level: string;
	    name: string;
	    meaning: string;
	    formula: string;
	    assumes: string;
	    source: string;
	    files: string;
	}
	
	export interface FormOrder {
	    grid: kpi.GridQuery;
	    filled: boolean;
	    language: string;
	}
	export interface Gap {
	    channel: string;
	    text: string;
	    hint: string;
	    ours: boolean;
	}
	export interface KPI {
	    metric: string;
	    level: string;
	    name: string;
	    unit: string;
	    direction: string;
	    currency: string;
	    value?: number | null;
	    previous?: number | null;
	    change?: number | null;
	    decimals?: number | null;
	    n?: number | null;
	    seen: string;
	    break: boolean;
	    brand: string;
	    channel: string;
	    campaign: string;
	    baseline?: number | null;
	    target?: number | null;
	    target_from: string;
	    target_to: string;
	    to_date?: number | null;
	    no_to_date: string;
	    attainment?: number | null;
	    pace?: number | null;
	    status: string;
	}
	export interface Source {
	    file: string;
	    channels: string;
	    from: string;
	    to: string;
	    rows: number;
	    imported: string;
	}
	export interface RivalNote {
	    day: string;
	    competitor: string;
	    kind: string;
	    text: string;
	    link: string;
	}
	export interface RivalVoice {
	    now?: competitor.Voice;
	    before?: competitor.Voice;
	}
	export interface RivalRow {
	    now: competitor.Standing;
	    before: competitor.Standing;
	}
	export interface Rivals {
	    brand: string;
	    rows: RivalRow[];
	    voices: RivalVoice[];
	    notes: RivalNote[];
	    source: string;
	}
	export interface float64 {
	
	}
	export interface Post {
	    rank: number;
	    brand: string;
	    channel: string;
	    published_at: string;
	    published: string;
	    type: string;
	    title: string;
	    link: string;
	    metrics: Record<string, number>;
	    engagements?: number | null;
	    engagement_rate_reach?: number | null;
	}
	export interface Monthly {
	    kind: string;
	    client: string;
	    language: string;
	    currency: string;
	    timezone: string;
	    period: string;
	    from: string;
	    to: string;
	    previous_from: string;
	    previous_to: string;
	    several: boolean;
	    brands: Brand[];
	    summary: string;
	    prepared_by: string;
	    paper: string;
	    written_on: string;
	    kpis: KPI[];
	    channels: Channel[];
	    posts: Post[];
	    post_count: number;
	    community: Community;
	    rivals: Rivals[];
	    definitions: Definition[];
	    sources: Source[];
	    gaps: Gap[];
	}
	
	
	
	
	
	
	export interface Summary {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    kind: string;
	    period: string;
	    text: string;
	    prepared_by: string;
	}
	export interface SummaryPatch {
	    text?: string;
	    prepared_by?: string;
	}

}

export namespace sample {
	
	export interface Filled {
	    clients: number;
	    brands: number;
	    channels: number;
	    posts: number;
	    measurements: number;
	    activities: number;
	}

}

export namespace store {
	
	export interface Done {
	    id: number;
	    kind: string;
	    ref: string;
	    text: string;
	    who: string;
	    at: string;
	    undone_at?: string;
	}
	export interface Step {
	    done?: Done;
	    before: string;
	    after: string;
	}

}

export namespace triage {
	
	export interface Item {
	    origin: string;
	    origin_id: string;
	    span: string;
	    kind: string;
	    day: string;
	    about: string;
	    channel_id?: string;
	    text: string;
	    answer: string;
	    link: string;
	    who: string;
	    person_id: string;
	    mark: string;
	    stand?: kpi.Stand;
	    earlier: boolean;
	    state: string;
	    reason: string;
	    decided_by: string;
	    decided_at?: string;
	}
	export interface Ref {
	    origin: string;
	    origin_id: string;
	    span: string;
	    kind: string;
	}

}

