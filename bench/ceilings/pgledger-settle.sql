-- A settlement as four balanced transfers by pgledger's own function, which locks the accounts in order.
\set person random(1, 10000)
\set hospital 40000 + random(1, 200)
SELECT count(*) FROM pgledger_create_transfers((
  SELECT array_agg((source.id, target.id, amount)::transfer_request)
  FROM unnest(ARRAY[1800, 20, 10, 1370]::numeric[]) WITH ORDINALITY AS part (amount, line)
  JOIN account_numbers source ON source.no = :person * 4 - 4 + line
  JOIN account_numbers target ON target.no = :hospital), NULL, :body::text::jsonb);
