"""Prints the tracebacks of statements that a server refuses, as Alembic would, each below a line "===".

Arguments: pairs of a URL and a statement; the driver in the URL makes the connection.
"""

import asyncio
import sys
import traceback

import sqlalchemy
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def run(url, statement):
    with sqlalchemy.create_engine(url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(statement)


async def run_async(url, statement):
    async with create_async_engine(url, poolclass=NullPool).begin() as connection:
        await connection.exec_driver_sql(statement)


for url, statement in zip(sys.argv[1::2], sys.argv[2::2]):
    print("===")
    try:
        if "asyncpg" in url:
            asyncio.run(run_async(url, statement))
        else:
            run(url, statement)
    except Exception:
        print(traceback.format_exc())
