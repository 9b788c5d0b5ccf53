-- The rules of the large sample's scheme, in doubles, without a check.
CREATE TABLE ballot_scores AS
WITH g AS (
    SELECT unit_id, component, voter_group,
           sum(CAST(votes AS DOUBLE) * CASE option WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 60 ELSE 0 END)
             / sum(CAST(votes AS DOUBLE)) AS mean
    FROM ballots GROUP BY unit_id, component, voter_group)
SELECT unit_id, component,
       round(sum(mean * CASE voter_group WHEN 'leaders' THEN 0.3 WHEN 'grassroots' THEN 0.3 WHEN 'townships' THEN 0.4
                             WHEN 'communities' THEN 0.3 WHEN 'public' THEN CASE component WHEN 'democratic_evaluation' THEN 0.4 ELSE 0.3 END END)
             * CASE component WHEN 'democratic_evaluation' THEN 0.10 ELSE 0.15 END, 4) AS score
FROM g GROUP BY unit_id, component;

CREATE TABLE standings AS
SELECT contest, unit_id, rank() OVER (PARTITION BY contest ORDER BY sum(CAST(points AS DOUBLE)) DESC) AS place
FROM contests GROUP BY contest, unit_id;

CREATE TABLE scored AS
WITH base AS (
    SELECT unit_id, sum(score) AS base_score
    FROM (SELECT unit_id, CAST(score AS DOUBLE) AS score FROM component_scores UNION ALL SELECT unit_id, score FROM ballot_scores)
    GROUP BY unit_id),
rated AS (SELECT unit_id, sum(CAST(score AS DOUBLE)) AS rating_total FROM ratings GROUP BY unit_id),
points AS (
    SELECT unit_id, sum(CASE WHEN code IN ('discipline_violation', 'conduct_violation', 'circulated_criticism') THEN 0 ELSE p END) AS bonus,
           sum(CASE WHEN code IN ('discipline_violation', 'conduct_violation', 'circulated_criticism') THEN p ELSE 0 END) AS deduction,
           bool_or(code LIKE 'veto%') AS barred
    FROM (
        SELECT unit_id, code, CASE WHEN code LIKE 'veto%' THEN 0 WHEN code = 'commendation_central' THEN 5
                                   WHEN code = 'commendation_ministry_province' THEN 3 ELSE 1 END AS p FROM events
        UNION ALL SELECT unit_id, contest, CASE place WHEN 1 THEN 3 WHEN 2 THEN 2 WHEN 3 THEN 1 ELSE 0 END FROM standings)
    GROUP BY unit_id),
ranked AS (
    SELECT u.unit_id, u.category, base_score, rating_total, coalesce(bonus, 0) AS bonus, coalesce(deduction, 0) AS deduction,
           coalesce(barred, false) AS barred, count(*) OVER (PARTITION BY category) AS n,
           rank() OVER (PARTITION BY category ORDER BY rating_total DESC)
             + (count(*) OVER (PARTITION BY category, rating_total) - 1) / 2.0 AS rating_rank
    FROM units u JOIN base USING (unit_id) JOIN rated USING (unit_id) LEFT JOIN points USING (unit_id)),
final AS (
    SELECT *, 1 + CASE category WHEN 'township' THEN 0.00018 ELSE 0.00007 END * ((n + 1) / 2.0 - rating_rank) AS coefficient
    FROM ranked)
SELECT *, round(base_score * coefficient + bonus - deduction, 4) AS final_score,
       round(base_score + bonus - deduction, 4) AS score_without_coefficient FROM final;

CREATE TABLE unit_results AS
SELECT *, rank() OVER w AS rank,
       rank() OVER (PARTITION BY category ORDER BY score_without_coefficient DESC, rating_total DESC, base_score DESC) AS rank_without_coefficient,
       CASE WHEN rank() OVER w <= n * 0.2 AND NOT barred THEN 'A' WHEN rank() OVER w <= n * 0.6 THEN 'B'
            WHEN rank() OVER w <= n * 0.95 THEN 'C' ELSE 'D' END AS grade
FROM scored WINDOW w AS (PARTITION BY category ORDER BY final_score DESC, rating_total DESC, base_score DESC);

CREATE TABLE spells AS
SELECT person_id, unit_id, CAST(start_date AS DATE) AS start_date, CAST(end_date AS DATE) AS end_date
FROM assignments
WHERE CAST(start_date AS DATE) <= DATE '2018-12-31' AND coalesce(CAST(end_date AS DATE), DATE '2018-12-31') >= DATE '2018-01-01';

CREATE TABLE placed AS
WITH last AS (SELECT person_id, arg_max(unit_id, start_date) AS unit_id FROM spells GROUP BY person_id),
graded AS (
    SELECT p.person_id, l.unit_id, u.grade AS unit_grade, p.role, p.graded, CAST(p.score AS DOUBLE) AS score, CAST(p.base_pay AS DOUBLE) AS base_pay,
           count(*) FILTER (p.graded = 'yes' AND p.role <> 'head') OVER (PARTITION BY l.unit_id) AS n,
           rank() OVER (PARTITION BY l.unit_id, p.graded = 'yes' AND p.role <> 'head' ORDER BY CAST(p.score AS DOUBLE) DESC) AS place
    FROM people p JOIN last l USING (person_id) JOIN unit_results u USING (unit_id))
SELECT *, CASE WHEN graded = 'no' THEN 'ungraded'
               WHEN role = 'head' THEN CASE unit_grade WHEN 'A' THEN 'excellent' WHEN 'D' THEN 'incompetent' ELSE 'competent' END
               WHEN place <= floor(n * CASE unit_grade WHEN 'A' THEN 0.25 WHEN 'B' THEN 0.2 WHEN 'C' THEN 0.15 ELSE 0.1 END) THEN 'excellent'
               WHEN place > n - floor(n * CASE unit_grade WHEN 'C' THEN 0.03 WHEN 'D' THEN 0.1 ELSE 0 END) THEN 'basically_competent'
               ELSE 'competent' END AS individual_grade
FROM graded;

CREATE TABLE person_results AS
SELECT person_id, unit_id, score, individual_grade,
       CASE individual_grade WHEN 'excellent' THEN 1.2 WHEN 'competent' THEN 1 WHEN 'basically_competent' THEN 0.6 ELSE 0 END AS individual_coefficient
FROM placed;

CREATE TABLE pay_lines AS
WITH exact AS (
    SELECT s.person_id, s.unit_id, s.start_date, s.end_date, q.base_pay, r.individual_coefficient,
           (SELECT count(*) FROM range(1, 13) m(m)
            WHERE make_date(2018, CAST(m AS INTEGER), 15) BETWEEN s.start_date AND coalesce(s.end_date, DATE '2018-12-31')) / 12.0 AS time_share
    FROM spells s JOIN person_results r USING (person_id) JOIN placed q USING (person_id)),
summed AS (SELECT *, base_pay * time_share * individual_coefficient AS pay,
                  sum(base_pay * time_share * individual_coefficient) OVER (PARTITION BY unit_id) AS total FROM exact)
SELECT s.person_id, s.unit_id, s.start_date, s.end_date, s.base_pay, s.individual_coefficient, s.time_share,
       round(CASE WHEN total > CAST(p.amount AS DOUBLE) THEN pay * CAST(p.amount AS DOUBLE) / total ELSE pay END, 2) AS amount
FROM summed s LEFT JOIN pools p ON p.scope_id = s.unit_id;

CREATE TABLE payroll AS SELECT person_id, 0.0 AS held, sum(amount) AS amount FROM pay_lines GROUP BY person_id ORDER BY person_id;

CREATE TABLE quotas AS
SELECT unit_id, unit_grade, any_value(n) AS graded_people, count(*) FILTER (individual_grade = 'excellent') AS filled_excellent,
       count(*) FILTER (individual_grade = 'competent') AS filled_competent
FROM placed GROUP BY unit_id, unit_grade ORDER BY unit_id;

CREATE VIEW payroll_file AS
SELECT person_id, person_name, id_type, id_number, r.unit_id, unit_name, 'PERF-YE' AS pay_item, held, amount
FROM payroll JOIN people USING (person_id) JOIN person_results r USING (person_id) JOIN units u ON u.unit_id = r.unit_id ORDER BY person_id;
