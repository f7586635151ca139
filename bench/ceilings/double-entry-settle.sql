\set person random(1, 10000)
\set hospital 40000 + random(1, 200)
SELECT settle(uuidv7()::text, :person, :hospital, ARRAY[1800, 20, 10, 1370]::numeric[], :body::text::json);
