"""The peer of `deploy/bench api`: FastAPI on asyncpg and uvloop, with Praxis's own SQL, session and policies.

Started by the bench as `uvicorn peer:app --workers 2 --loop uvloop --http httptools`. PEER_DSN is the connection
string of the daemon's role, PEER_SQL the file with the statement of the list, PEER_LIMIT the rows of a page.
"""

import hashlib
import os
import pathlib
import uuid
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request, Response

STATEMENT = pathlib.Path(os.environ["PEER_SQL"]).read_text()
LIMIT = int(os.environ.get("PEER_LIMIT", "20"))
ENTRY = "SELECT praxis_private.begin_session($1, $2, $3), praxis_private.demand($4, $5)"


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(os.environ["PEER_DSN"], min_size=4, max_size=4)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


@app.get("/api/v1/{scope}/people")
async def people(scope: str, request: Request) -> Response:
    digest = hashlib.sha256(request.cookies["__Host-sid"].encode()).digest()
    async with app.state.pool.acquire() as connection:
        async with connection.transaction(readonly=True):
            await connection.execute(ENTRY, digest, uuid.uuid4(), request.client.host, "people.person.read", scope)
            page = await connection.fetchval(STATEMENT, scope, LIMIT)
    return Response(page, media_type="application/json")
