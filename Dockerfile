# pay-linkage with Prefect, for compose.yaml. Nothing is fetched when it runs.
FROM python:3.13-slim
RUN useradd --create-home --uid 10001 pay-linkage && install -d -o pay-linkage -m 0700 /var/lib/pay-linkage
WORKDIR /opt/pay-linkage
COPY requirements/ requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/dev.txt
COPY pyproject.toml README.md LICENSE ./
COPY contracts/ contracts/
COPY pay_linkage/ pay_linkage/
COPY flows/ flows/
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && python -c "from pay_linkage.report.runtime import keep; keep()"
USER pay-linkage
WORKDIR /var/lib/pay-linkage
ENTRYPOINT ["pay-linkage"]
