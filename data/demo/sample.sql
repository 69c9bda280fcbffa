-- What the sample shop holds at revision 57f20b6e41ad. The same rows each time.
INSERT INTO customer (name, email, phone, created_at)
SELECT first || ' ' || last,
       lower(first) || '.' || lower(last) || n || '@example.org',
       CASE WHEN n % 3 = 0 THEN '+49 30 55500' || to_char(n, 'FM000') END,
       timestamptz '2025-03-05 08:00+00' + n * interval '19 hours'
  FROM generate_series(1, 240) AS n,
       LATERAL (SELECT (ARRAY['Ada', 'Bruno', 'Chloe', 'Deniz', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jan'])
                       [1 + n % 10] AS first,
                       (ARRAY['Abel', 'Berg', 'Conti', 'Dahl', 'Engel', 'Faber', 'Galli', 'Holm', 'Ito', 'Jung',
                              'Klein', 'Lind'])[1 + n / 10 % 12] AS last) AS names;

INSERT INTO product (sku, title, price)
SELECT 'LB-' || to_char(n, 'FM0000'),
       (ARRAY['Copper still', 'Glass retort', 'Receiver', 'Stand', 'Burner', 'Thermometer'])[1 + n % 6] || ' no. ' || n,
       round((8 + n * 3.35)::numeric, 2)
  FROM generate_series(1, 60) AS n;

INSERT INTO stock (product_id, quantity)
SELECT id, id * 7 % 40 FROM product;

INSERT INTO customer_order (customer_id, ordered_at, delivered_at)
SELECT 1 + n * n % 240,
       timestamptz '2025-03-20 07:00+00' + n * interval '3 hours',
       CASE WHEN n <= 1450 THEN timestamptz '2025-03-22 07:00+00' + n * interval '3 hours' END
  FROM generate_series(1, 1500) AS n;

INSERT INTO order_line (order_id, position, product_id, quantity, price)
SELECT o.id, line, product.id, 1 + (o.id + line) % 4, product.price
  FROM customer_order AS o
       CROSS JOIN LATERAL generate_series(1, 1 + o.id % 4) AS line
       JOIN product ON product.id = 1 + (o.id * 5 + line * 11) % 60;
