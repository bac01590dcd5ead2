import {
  IconAlertTriangle,
  IconArrowDownRight,
  IconArrowRight,
  IconArrowUpRight,
  IconExternalLink,
} from "@tabler/icons-react";
import { isOpenable, openLink } from "@/bridge/open-link";
import { type Figure, type MonthlyReport, type ReportKpi, type ReportPost, writeSummary } from "@/bridge/report";
import { formatDay, formatDuration, formatNumber, formatRatio, MISSING } from "@/lib/format";
import { useWords } from "@/lib/language";
import { SaveField } from "@/ui/save-field";
import { type Status, StatusBadge } from "@/ui/status-badge";
import { showFailure } from "@/ui/toast";
import classes from "./report.module.css";
import { Rivals } from "./rivals";
import { formatFigure, formatFigureChange, newsOf } from "./words";

/** How many posts are shown; the workbook has them all. */
const SHOWN_POSTS = 10;

/** Per cent as a ratio; what is missing stays so. */
const share = (percent: number | null | undefined) =>
  percent === null || percent === undefined ? null : percent / 100;

type Props = { client: string; brandId: string; monthly: MonthlyReport };

/** What the workbook of a month says, in its order; the text and the name are written here. */
export function Preview({ client, brandId, monthly }: Props) {
  const { t } = useWords();
  const { period } = monthly;
  // A field belongs to one report: what was typed for another must not be saved here.
  const key = `${client} ${brandId} ${period}`;
  return (
    <>
      <section className={classes.section} aria-label={t("report:summary")}>
        <div className={classes.text}>
          <SaveField
            key={`text ${key}`}
            kind="text"
            rows={5}
            label={t("report:text")}
            placeholder={t("report:text_hint")}
            value={monthly.summary}
            onSave={(text) => writeSummary(client, brandId, period, { text })}
          />
        </div>
        <div className={classes.by}>
          <SaveField
            key={`by ${key}`}
            kind="text"
            label={t("report:prepared_by")}
            value={monthly.prepared_by}
            onSave={(prepared_by) => writeSummary(client, brandId, period, { prepared_by })}
          />
        </div>
      </section>
      <Gaps monthly={monthly} />
      <Kpis monthly={monthly} />
      <Channels monthly={monthly} />
      <Posts monthly={monthly} />
      <Community monthly={monthly} />
      <Rivals monthly={monthly} />
    </>
  );
}

function Gaps({ monthly }: { monthly: MonthlyReport }) {
  const { t } = useWords();
  if (monthly.gaps.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t("report:missing")}>
      <h2 className={classes.heading}>{t("report:missing")}</h2>
      <ul className={classes.gaps}>
        {monthly.gaps.map((gap) => (
          <li key={`${gap.channel} ${gap.text}`}>
            <IconAlertTriangle size={15} className={classes.warning} aria-hidden />
            <span>
              <span className={classes.strong}>{gap.channel ? `${gap.channel}: ${gap.text}` : gap.text}</span>{" "}
              {gap.hint}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const STATUSES: readonly string[] = ["on_track", "at_risk", "off_track", "no_data", "stale"];

function Kpis({ monthly }: { monthly: MonthlyReport }) {
  const { t, language } = useWords();
  const promised = monthly.kpis.some(({ status }) => status !== "");
  if (monthly.kpis.length === 0) return null;
  const value = (kpi: ReportKpi, number: number | null | undefined) =>
    formatFigure(number, kpi.unit, kpi.currency, language);
  return (
    <section className={classes.section} aria-label={t("report:kpis")}>
      <h2 className={classes.heading}>{t("report:kpis")}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report:metric")}</th>
              {promised && <th scope="col">{t("report:target")}</th>}
              <th scope="col">{t("report:actual")}</th>
              <th scope="col">{t("report:previous")}</th>
              <th scope="col">{t("report:change")}</th>
              {promised && <th scope="col">{t("report:attained")}</th>}
              {promised && <th scope="col">{t("report:status")}</th>}
            </tr>
          </thead>
          <tbody>
            {monthly.kpis.map((kpi) => (
              <tr key={`${kpi.brand} ${kpi.channel} ${kpi.level} ${kpi.metric} ${kpi.target_from}`}>
                <th scope="row">
                  <span lang={monthly.language}>{kpi.name}</span>
                  <KpiPlace kpi={kpi} monthly={monthly} />
                </th>
                {promised && <td>{value(kpi, kpi.target)}</td>}
                <td className={classes.strong}>{value(kpi, kpi.value)}</td>
                <td>{value(kpi, kpi.previous)}</td>
                <td>
                  <Change figure={kpi} />
                </td>
                {promised && <td>{formatRatio(share(kpi.attainment), language, MISSING, 0)}</td>}
                {promised && (
                  <td>
                    {STATUSES.includes(kpi.status) && <StatusBadge status={kpi.status as Status} />}
                    {kpi.status === "upcoming" && <span className={classes.quiet}>{t("report:upcoming")}</span>}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Which channel or brand a KPI is of, and until when its target runs where that is another time than the month. */
function KpiPlace({ kpi, monthly }: { kpi: ReportKpi; monthly: MonthlyReport }) {
  const { t, language } = useWords();
  const parts = [kpi.channel || (monthly.several ? kpi.brand : "")];
  if (kpi.level === "post") parts.push(t("report:of_posts"));
  if (kpi.status !== "" && (kpi.target_from !== monthly.from || kpi.target_to !== monthly.to))
    parts.push(t("report:target_until", { day: formatDay(kpi.target_to, language) }));
  const text = parts.filter((part) => part !== "").join(" · ");
  return text === "" ? null : <span className={classes.place}>{text}</span>;
}

function Change({ figure }: { figure: Figure }) {
  const { language } = useWords();
  const { change } = figure;
  if (change === null || change === undefined) return <span className={classes.quiet}>{MISSING}</span>;
  const Arrow = change > 0 ? IconArrowUpRight : change < 0 ? IconArrowDownRight : IconArrowRight;
  return (
    <span className={classes.change} data-news={newsOf(figure)}>
      <Arrow size={14} aria-hidden />
      {formatFigureChange(figure, language)}
    </span>
  );
}

function Channels({ monthly }: { monthly: MonthlyReport }) {
  const { t, language } = useWords();
  if (monthly.channels.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t("report:channels")}>
      <h2 className={classes.heading}>{t("report:channels")}</h2>
      {monthly.channels.map((channel) => (
        <details key={channel.id} className={classes.channel}>
          <summary>
            <span className={classes.strong}>{channel.label}</span>
            <span className={classes.quiet}>
              {t("report:channel_note", {
                figures: channel.account.length + channel.content.length,
                posts: channel.posts,
              })}
            </span>
          </summary>
          <div className={classes.pair}>
            {[
              { name: t("report:account"), figures: channel.account },
              { name: t("report:posts_to_date"), figures: channel.content },
            ].map(({ name, figures }) => (
              <table key={name} className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{name}</th>
                    <th scope="col">{t("report:actual")}</th>
                    <th scope="col">{t("report:previous")}</th>
                    <th scope="col">{t("report:change")}</th>
                  </tr>
                </thead>
                <tbody>
                  {figures.map((figure) => (
                    <tr key={figure.metric}>
                      <th scope="row" lang={monthly.language}>
                        {figure.name}
                      </th>
                      <td className={classes.strong}>
                        {formatFigure(figure.value, figure.unit, figure.currency, language)}
                      </td>
                      <td>{formatFigure(figure.previous, figure.unit, figure.currency, language)}</td>
                      <td>
                        <Change figure={figure} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        </details>
      ))}
    </section>
  );
}

function Posts({ monthly }: { monthly: MonthlyReport }) {
  const { t, language } = useWords();
  if (monthly.posts.length === 0) return null;
  const shown = monthly.posts.slice(0, SHOWN_POSTS);
  return (
    <section className={classes.section} aria-label={t("report:posts")}>
      <h2 className={classes.heading}>{t("report:posts")}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report:post")}</th>
              <th scope="col">{t("report:views")}</th>
              <th scope="col">{t("report:reach")}</th>
              <th scope="col">{t("report:engagements")}</th>
              <th scope="col">{t("report:rate")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((post) => (
              <tr key={post.rank}>
                <th scope="row">
                  <PostTitle post={post} />
                  <span className={classes.place}>
                    {post.channel} · {formatDay(post.published.slice(0, 10), language)}
                  </span>
                </th>
                <td>{formatNumber(post.metrics.views ?? post.metrics.impressions, language)}</td>
                <td>{formatNumber(post.metrics.reach, language)}</td>
                <td className={classes.strong}>{formatNumber(post.engagements, language)}</td>
                <td>{formatRatio(share(post.engagement_rate_reach), language, t("ui:not_available"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {monthly.post_count > shown.length && (
        <p className={classes.quiet}>{t("report:more_posts", { count: monthly.post_count - shown.length })}</p>
      )}
    </section>
  );
}

function PostTitle({ post }: { post: ReportPost }) {
  const { t } = useWords();
  const title = `${post.rank}. ${post.title || t("report:untitled")}`;
  if (!isOpenable(post.link)) return <span className={classes.clip}>{title}</span>;
  return (
    <a
      className={classes.clip}
      href={post.link}
      onClick={(event) => {
        event.preventDefault();
        openLink(post.link).catch(showFailure);
      }}
    >
      {title} <IconExternalLink size={13} aria-label={t("report:opens")} />
    </a>
  );
}

function Community({ monthly: { community, language: written } }: { monthly: MonthlyReport }) {
  const { t, language } = useWords();
  if (community.quantity === 0) return null;
  const minutes = (value: number | null | undefined) =>
    value == null ? MISSING : formatDuration(value * 60, language);
  const facts = [
    { name: t("report:interactions"), value: formatNumber(community.quantity, language) },
    {
      name: t("report:response_rate"),
      value: formatRatio(share(community.response_rate), language, t("ui:not_available")),
    },
    { name: t("report:median"), value: minutes(community.response?.median_min) },
    { name: t("report:p90"), value: minutes(community.response?.p90_min) },
    { name: t("report:net_sentiment"), value: formatNumber(community.net_sentiment, language, 1) },
  ];
  return (
    <section className={classes.section} aria-label={t("report:community")}>
      <h2 className={classes.heading}>{t("report:community")}</h2>
      <dl className={classes.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.pair}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report:channel")}</th>
              <th scope="col">{t("report:quantity")}</th>
            </tr>
          </thead>
          <tbody>
            {community.rows.map((row) => (
              <tr key={row.channel}>
                <th scope="row">{row.channel}</th>
                <td>{formatNumber(row.quantity, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("report:topic")}</th>
              <th scope="col">{t("report:quantity")}</th>
            </tr>
          </thead>
          <tbody>
            {community.topics.map((topic) => (
              <tr key={topic.topic}>
                <th scope="row" lang={written}>
                  {topic.topic}
                </th>
                <td>{formatNumber(topic.quantity, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
