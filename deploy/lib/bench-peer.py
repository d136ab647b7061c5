"""The peer of `deploy/bench api`: FastAPI on asyncpg and uvloop, with the statements that praxisd itself sent.

PEER_DSN is the connection string of the daemon's role, PEER_ENTRY and PEER_LIST are the statements, PEER_LIMIT the rows
of a page. Run by uvicorn with two workers, uvloop and httptools.
"""

import hashlib
import os
import uuid
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request, Response

ENTRY, LIST = os.environ["PEER_ENTRY"], os.environ["PEER_LIST"]
LIMIT = int(os.environ["PEER_LIMIT"])


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(os.environ["PEER_DSN"], min_size=4, max_size=4)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


@app.get("/api/v1/{scope}/people")
async def people(scope: str, request: Request) -> Response:
    token = request.headers["authorization"].removeprefix("Bearer ")
    entry = (hashlib.sha256(token.encode()).digest(), uuid.uuid4(), request.client.host, "people.person.read", scope)
    page = (LIMIT, scope, None, None, LIMIT)
    async with app.state.pool.acquire() as connection:
        async with connection.transaction(readonly=True):
            await connection.fetchrow(ENTRY, *entry)
            body = await connection.fetchval(LIST, *page)
    return Response(body, media_type="application/json")
