"""Invented names out of common surnames, and a few that only a careful reader of bytes gets right."""

from __future__ import annotations

from sample_data.generator.draws import Draws

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫")
GIVEN = "伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红波斌宇浩凯健俊帆雪琳晨阳佳欣怡然思雨梓涵晓东海燕志远文博"
RARE_NAMES = (
    "王㛃",  # beyond the 20,902 common characters
    "李𠮷",  # beyond the basic plane: two code units in UTF-16
    "龚䶮",
    "陈𬭎",
    "赵〇",
    "阿依古丽·买买提",
    "吉克·阿呷",
    "Anna-Maria O'Neill",
    "欧阳若溪",
    "周 正",  # a blank inside
    "沈喆",
    "林堃淼",
)


def person_name(draws: Draws) -> str:
    """A surname with one or two given characters; one in a hundred has a surname of two."""
    surname = draws.one_of(COMPOUND_SURNAMES) if draws.happens(10) else draws.one_of(SURNAMES)
    given = draws.one_of(GIVEN)
    return surname + given + (draws.one_of(GIVEN) if draws.happens(750) else "")
