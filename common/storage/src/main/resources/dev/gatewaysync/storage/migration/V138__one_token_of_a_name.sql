-- console: two that add a token of one name at once add one. Of two that are there the newest stays.
UPDATE access_token SET revoked_at = created_at
WHERE revoked_at IS NULL AND EXISTS (
    SELECT 1 FROM access_token newer
    WHERE newer.id = access_token.id AND newer.revoked_at IS NULL
      AND (newer.created_at > access_token.created_at
        OR (newer.created_at = access_token.created_at AND newer.hash > access_token.hash)));
DROP INDEX access_token_open;
CREATE UNIQUE INDEX access_token_open ON access_token (id) WHERE revoked_at IS NULL;
